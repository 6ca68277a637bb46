"""No text costs much: neither what it becomes nor what is made on the way. No clock is asked, only sizes."""

import pytest

from community.core.text import mentioned_in, plain_text, quote_of, render_markdown
from community.core.text.parsing import LONGEST, MOST_ADDRESSES, TooMuch, parse

pytestmark = pytest.mark.once

LONGEST_POST = 20_000


def filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


PIECES = [
    *(">", "> ", "> a\n", "> a\nb\n", ">! ", ">! a\n", "> a\n>! b\n", ">\n***\n", "- > ", "> - "),
    *("[", "![", "]", "[](", "[a](b) ", "[a](<", '[a](b "', "[[a]](b)", "(", "![a](b)"),
    *("http://a.b ", "https://a.example/?q=1&r=2 ", "://", "mailto:a@b.c ", "www.a.b ", "http:", "<http://a.b>"),
    *("*", "* a", "*a", "a*", "**a", "a**", "*a_", "_a_", "*a **b ", "`", "` a", "``a`", "```\n", "~~~\na\n"),
    *("<", "<a", "<!--", "<a:", "<a@", "&", "&a", "&amp;", "&#123;", "\\", "\\*"),
    *("\0", "\u202e", "a\u0301", "😀", "\ud800", "a@b.c "),
    *("- ", "- a\n", "-\n", "1. ", "- a\n\n\n", "# a\n", "a\n=\n", "***\n", "a\n", "\n", " ", "\t", "a  \n", "    a\n"),
    *("|", "|-", "|\n", "|-|-|\n", "|a|b|\n|-|-|\n|c|d|\n\n", "|a|\n|-|\n"),
    *("@", "@ada ", "@ada@", "@a.", "word, "),
]
SHAPES = {
    "a staircase of quotes": lambda n: "\n".join(">" * (i % 25) + "a" for i in range(n // 14)),
    "a staircase of lists": lambda n: "\n".join(" " * (2 * (i % 30)) + "- a" for i in range(n // 34)),
    "growing fences": lambda n: "".join("`" * i + " " for i in range(1, int((2 * n) ** 0.5))),
    "brackets in pairs": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "10,000 columns": lambda n: "|x" * 10_000 + "\n" + "|-" * 10_000 + "\n|y",
    "a wide table of short rows": lambda n: "|x" * 300 + "\n" + "|-" * 300 + filled("\nx", n),
    "many wide tables": lambda n: filled("|x" * 250 + "\n" + "|-" * 250 + "\n" + "x\n" * 262 + "\n", n),
    "a reference used often": lambda n: "[a]: " + "x" * (n // 2) + "\n\n" + "[a]" * (n // 6),
    "few addresses, far apart": lambda n: filled("a" * (n // 40) + "://", n),
}
BOMBS = {repr(piece): lambda n, piece=piece: filled(piece, n) for piece in PIECES} | SHAPES


def most(source: str) -> int:
    return 20 * len(source) + 10_000


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_text_becomes_megabytes(bomb):
    source = BOMBS[bomb](LONGEST_POST)

    html = render_markdown(source, names={"ada": "/members/a-rather-long-name-for-a-heron/"})

    assert len(html) <= most(source)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_is_taken_apart_into_more_pieces_than_it_has_characters(shape):
    source = SHAPES[shape](LONGEST_POST)

    try:
        tokens = parse(source, lambda name: None)
    except TooMuch:
        tokens = []

    assert sum(1 + len(token.children or ()) for token in tokens) <= 5 * len(source)


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_is_made_of_a_text_beside_its_page_is_short(bomb):
    source = BOMBS[bomb](4_000)

    assert len(plain_text(render_markdown(source))) <= 2 * len(source)
    assert len(mentioned_in(source)) <= 10
    assert len(quote_of(source, name="Ada", address="/posts/1/")) <= 3_000
    assert len(quote_of("", name="Ada", address="/posts/1/", selection=source)) <= 8_000


@pytest.mark.parametrize("piece", ["> ", "[a](b)", "*a*", "http://a.b ", "|x", "&", "- a\n"])
def test_of_a_text_ten_times_as_long_as_any_post_nothing_is_taken_apart(piece):
    source = filled(piece, 10 * LONGEST_POST)

    with pytest.raises(TooMuch):
        parse(source, lambda name: None)
    assert render_markdown(source).startswith("<pre>")


def test_a_text_longer_than_any_post_is_shown_as_it_stands():
    assert render_markdown("*a*" * LONGEST) == f"<pre>{'*a*' * LONGEST}</pre>"


def test_of_very_many_addresses_none_becomes_a_link():
    assert render_markdown("http://a.b " * (MOST_ADDRESSES + 1)).count("<a ") == 0
    assert render_markdown("http://a.b " * MOST_ADDRESSES).count("<a ") == MOST_ADDRESSES


def test_a_table_of_an_ordinary_size_is_a_table_and_a_monster_is_not():
    assert "<table>" in render_markdown("|a|b|c|\n|-|-|-|\n" + "|x|y|z|\n" * 400)
    assert "<table>" not in render_markdown("|a" * 80 + "\n" + "|-" * 80 + "\n" + "x\n" * 100)
