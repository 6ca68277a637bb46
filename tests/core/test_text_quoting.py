import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.core.text import plain_text, quote_of, render_markdown

pytestmark = pytest.mark.once

ACTIVE = [*"\\`*_[]()<>#+-=|~!&;:.0123 \nab", "&amp;", "- ", "1. ", "](", "```", "@ada", "http://a.b "]


def quote(body="", selection="", name="Ada"):
    return quote_of(body, name=name, address="/posts/12/", selection=selection)


def seen(markdown):
    return plain_text(render_markdown(markdown))


def test_a_short_post_is_quoted_whole_with_a_link_to_it():
    assert quote("One **day**\nat a time.\n\nReally.") == (
        "> [Ada wrote](/posts/12/):\n>\n> One **day**\n> at a time.\n>\n> Really.\n\n"
    )


@pytest.mark.parametrize("name", ["Ada", "a_b.c", "[x]"])
def test_who_is_quoted_is_marked_for_the_eye_and_the_thumb(name):
    link = render_markdown(quote("x", name=name)).partition("</a>")[0]

    assert link.startswith('<blockquote>\n<p><a href="/posts/12/" class="quote-source"')
    assert link.endswith(f">{name} wrote")


@pytest.mark.parametrize(
    "source", ["> [a](/b/)", "> see [a](/b/):", "> [a](https://x.example):", "[a](/b/):", "> [a](/b/)::"]
)
def test_other_links_in_quotes_are_links(source):
    assert "quote-source" not in render_markdown(source)


def test_only_the_selected_words_are_quoted_and_mean_nothing_else():
    assert quote("One day at a time.", selection="  # one *day*\n\n\n  1. snake_case _x_") == (
        "> [Ada wrote](/posts/12/):\n>\n> \\# one \\*day\\*\n> 1\\. snake_case \\_x\\_\n\n"
    )


def test_of_a_long_post_the_beginning_is_quoted_up_to_a_whole_word():
    quoted = quote("seven47 " * 200)

    assert quoted.endswith("seven47 …\n\n")
    assert 480 < len(quoted) < 550


def test_a_word_without_end_is_cut():
    assert len(quote("x" * 9_000)) < 550
    assert len(quote(selection="x" * 9_000)) < 2_050


def test_quotes_in_what_is_quoted_and_hidden_words_are_left_out():
    body = "Mine.\n\n> older\nstill older\n\n>! the end\n\n- list\n\n  > deep\n\nMore."

    assert quote(body) == "> [Ada wrote](/posts/12/):\n>\n> Mine.\n>\n> - list\n>\n> More.\n\n"


@pytest.mark.parametrize("body", ["> only a quote", ">! only hidden", ">" * 30 + "x"])
def test_of_a_post_without_own_words_the_name_remains(body):
    assert seen(quote(body)) == "Ada wrote:"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_of_a_post_stands_in_the_quote(end):
    html = render_markdown(quote(f"one{end}# two"))

    assert html.rstrip().endswith("</blockquote>")
    assert "<h3>two</h3>\n</blockquote>" in html


def test_a_name_is_only_a_name():
    assert seen(quote("x", name="a](/b/) **c** `d`")) == "a](/b/) **c** `d` wrote: x"


@given(st.lists(st.sampled_from(ACTIVE)).map("".join))
@settings(deadline=None)
def test_selected_words_are_read_as_they_were_selected(selection):
    assert seen(quote(selection=selection)) == " ".join(["Ada wrote:", *selection.split()])


@given(st.lists(st.sampled_from([*ACTIVE, ">", ">!", "> ", "\n\n"])).map("".join))
@settings(deadline=None)
def test_no_post_breaks_out_of_its_quote(body):
    html = render_markdown(quote(body) + "My answer.")

    assert html.startswith(("<blockquote>", "<pre>"))
    assert html.endswith("</blockquote>\n<p>My answer.</p>\n") or html.startswith("<pre>")
