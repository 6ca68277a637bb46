"""The Markdown that members write: CommonMark with tables and bare addresses, without raw HTML and pictures."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from community.core.text import rules

LONGEST = 25_000  # characters, more than the longest post; of more, some kinds take seconds
MOST_ADDRESSES = 50  # finding addresses costs the square of how many there might be
MOST_CELLS = 5_000  # a table of two wide lines and many short ones becomes megabytes
DEEPEST = 20  # quotes and lists in one another
TURNS: dict[int, str | None] = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
HALVES: dict[int, str | None] = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")  # NUL and half characters
NOT_SHOWN = TURNS | HALVES
AddressOf = Callable[[str], str | None]


class TooMuch(Exception):
    """This text can only be shown as it stands."""


def without_turns(text: str) -> str:
    """Without the signs that turn the direction of reading: they could make words and links say something else.

    Nobody needs them here: each paragraph finds its direction from its first letter (prose.css).
    """
    return text.translate(NOT_SHOWN)


def parse(source: str, address_of: AddressOf, *, light: bool = False) -> list[Token]:
    """Every caller sees the same names called and the same words hidden."""
    if len(source) > LONGEST:
        raise TooMuch
    tokens = parser_for(source, light=light).parse(source, {"address_of": address_of})
    if any(token.level >= DEEPEST - 1 for token in tokens):  # markdown-it drops the words that stand deeper
        raise TooMuch
    return tokens


def parser_for(source: str, *, light: bool = False) -> MarkdownIt:
    if light:
        return light_parser(links=source.count("://") <= MOST_ADDRESSES)
    lines = source.split("\n")
    cells = max(line.count("|") for line in lines) * len(lines)
    return parser(links=source.count("://") <= MOST_ADDRESSES, tables=cells <= MOST_CELLS)


@cache
def parser(*, links: bool, tables: bool) -> MarkdownIt:
    markdown = basic(links=links)
    if tables:
        markdown.enable("table")
    breaks_off: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.at("blockquote", rules.quote, breaks_off)
    markdown.block.ruler.before("blockquote", "hidden", rules.hidden_words, breaks_off)
    for kind, shape in {"table_open": table_open, "table_close": table_close, "hidden_open": hidden_open}.items():
        markdown.add_render_rule(kind, shape)
    return ready(markdown)


@cache
def light_parser(*, links: bool) -> MarkdownIt:
    """For what is said in passing: emphasis, links, quotes, lists and code. The signs of everything else stand as
    they were typed."""
    return ready(basic(links=links).disable(["heading", "lheading", "hr"]))


def basic(*, links: bool) -> MarkdownIt:
    """No reference links: with them a short text becomes megabytes."""
    options = {"html": False, "linkify": links, "breaks": True, "maxNesting": DEEPEST}
    markdown = MarkdownIt("commonmark", options).disable(["reference", "image"])
    if links:
        markdown.enable("linkify")
        markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr]
    markdown.inline.ruler.before("emphasis", "mention", rules.mention)
    markdown.validateLink = leads_out_or_home  # type: ignore[assignment,method-assign]
    return markdown


def ready(markdown: MarkdownIt) -> MarkdownIt:
    markdown.render("x", {"address_of": str})  # markdown-it puts its rules in order now, not in two threads at once
    return markdown


def leads_out_or_home(address: str) -> bool:
    """Of another host with its scheme, or ours from the root. //host is neither."""
    kind = address.lower()
    return kind.startswith(("https://", "http://", "mailto:")) or (
        kind.startswith("/") and kind[1:2] not in ("/", "\\")
    )


def table_open(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """A wide table scrolls in a frame of its own, which a keyboard can reach."""
    name = escape(_("Table"))
    return f'<div class="table-scroll" role="group" aria-label="{name}" tabindex="0"><table>\n'


def table_close(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return "</table></div>\n"


def hidden_open(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    summary = escape(_("Hidden words, open to read"))
    return f'<details class="spoiler"><summary>{summary}</summary>\n'
