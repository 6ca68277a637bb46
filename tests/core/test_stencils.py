"""A part that is rendered once for each shape says what its template would say, and nothing of the last reader."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from community.core.stencils import filled_in, stencil
from community.forum.cards import IN_CARD

PART = "forum/_post.html"
POST = {"pk": 7, "number": 1, "name": "Ada", "body": mark_safe("<p>Calm.</p>"), "more": "/posts/7/more/"}


@pytest.mark.parametrize("left_out", [(), ("number",), ("body", "more"), ("more",)])
def test_it_says_what_the_template_says(left_out):
    fields = {name: value for name, value in POST.items() if name not in left_out}

    assert filled_in(PART, "card", fields) == render_to_string(PART, {"card": fields})


def test_every_field_of_a_post_is_filled_in():
    fields = {name: f"[{name}]" for name in IN_CARD}

    assert filled_in(PART, "card", fields) == render_to_string(PART, {"card": fields})


def test_words_are_escaped_unless_they_are_clean():
    part = filled_in(PART, "card", POST | {"name": "<b>&"})

    assert "&lt;b&gt;&amp;" in part
    assert "<b>" not in part
    assert "<p>Calm.</p>" in part


@pytest.mark.parametrize("words", ["@name@ and @body@", "100 % of %(name)s, %s", "{{ card.name }}", "\\1 \\g<0>"])
def test_words_that_look_like_a_place_stay_as_they_are(words):
    assert f"<div>{words}</div>" in filled_in(PART, "card", POST | {"body": mark_safe(f"<div>{words}</div>")})


def test_one_reader_finds_nothing_of_another():
    stencil.cache_clear()
    filled_in(PART, "card", POST | {"name": "Ada", "pk": 41})
    kept = stencil(PART, "card", tuple(POST), "en-gb")

    assert "Ada" not in kept
    assert "41" not in kept
