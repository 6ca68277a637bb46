"""Whatever Markdown makes a link that leads out is found, and our own addresses are none."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community.core.text import links_in, render_markdown
from tests.core.links import TRICKS
from tests.core.test_text_properties import markdown

pytestmark = pytest.mark.once

LEADS_OUT = re.compile('href="(?![/"])')  # an empty address is that of the page itself
SIGNS = ["http", "https", "mailto", ":", "&colon;", "&#x3a;", "/", "\\", "&sol;", "\u202e", "\u2069", "\u200b", "\x00"]
SHAPES = ["[x](", ")", "<", ">", "joe@example.org", "example.org", "www.", " ", "\n", "&", "amp;", "*", "`"]
addresses = st.lists(st.sampled_from([*SIGNS, *SHAPES]), max_size=12).map("".join)


@pytest.mark.parametrize("text", [*TRICKS, "www.example.org", "[x](mailto:joe@example.org)", "<joe@example.org>"])
def test_link_is_found_however_it_is_written(text):
    assert len(links_in(f"See {text} there.")) == 1


@pytest.mark.parametrize("text", ["[x](/threads/7/)", "joe@example.org", "it was 3:1//2", "a <b> @c"])
def test_other_words_are_no_links(text):
    assert links_in(text) == set()


@given(addresses | markdown)
@example("<joe@example.org>")
def test_whatever_leads_out_is_found(text):
    if LEADS_OUT.search(render_markdown(text)):
        assert links_in(text) != set()
