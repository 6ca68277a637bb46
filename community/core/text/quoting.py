"""What somebody wrote, as the beginning of an answer to it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markdown_it.token import Token

from community.core.text.parsing import LONGEST, TooMuch, parse

ENOUGH = 500  # characters of a whole post; the rest is one click away
LONGEST_SELECTION = 2_000
ACTIVE = re.compile(r"[\\`*\[\]]|<(?=[a-zA-Z])|&(?=#?\w+;)|_(?![^\W_])|(?<![^\W_])_")
WORD = re.compile(r"[^\W_]+")
LINE_END = re.compile(r"\r\n?|\n")
ACTIVE_AT_START = re.compile(r"^(\d*)([#>=:|~+.)-])", re.MULTILINE)


def quote_of(body: str, *, name: str, address: str, selection: str = "") -> str:
    """Markdown: who wrote, with a link to it, and the selected words or the beginning of all. What was a quote there
    already, or hidden, is left out."""
    chosen = "\n".join(filter(None, map(str.strip, selection.splitlines())))
    words = as_words(shortened(chosen, LONGEST_SELECTION)) if chosen else shortened(own_words(body), ENOUGH)
    wrote = as_words(" ".join((_("%(name)s wrote") % {"name": name}).split()))
    lines = [f"[{wrote}]({address}):", "", *words.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def own_words(body: str) -> str:
    """Without the lines of quotes and of hidden words."""
    lines = LINE_END.split(body[:LONGEST])
    try:
        tokens = parse("\n".join(lines), lambda name: None)
    except TooMuch:
        return ""
    for token in tokens:
        if token.type in ("blockquote_open", "hidden_open") and token.map:
            lines[slice(*token.map)] = [""] * (token.map[1] - token.map[0])
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


@dataclass(frozen=True)
class Quote:
    """Lines `begin` to `end` of a text. `source` is the address with which it begins; what it quotes itself is none of
    its `words`."""

    begin: int
    end: int
    depth: int
    source: str
    words: tuple[str, ...]


def quotes_in(lines: Sequence[str]) -> list[Quote]:
    """The outer ones before those in them. Raises `TooMuch` for what is shown as it stands: without any quote."""
    tokens = parse("\n".join(lines), lambda name: None)
    found: list[Quote] = []
    depth = 0
    for number, token in enumerate(tokens):
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "blockquote_open" and token.map:
            inside = tokens[number + 1 :]
            (begin, end), words = token.map, tuple(words_in(_of_this_quote(inside)))
            found.append(Quote(begin, end, depth, _source(inside), words))
    return found


def _of_this_quote(tokens: Iterable[Token]) -> Iterator[Token]:
    depth = 1
    for token in tokens:
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if depth == 0:
            return
        if depth == 1:
            yield token


def words_in(tokens: Iterable[Token]) -> list[str]:
    """As somebody reads them, without marks and capitals: copied from a page they are the same."""
    return plain_words("\n".join(_read(token) for token in tokens))


def _read(token: Token) -> str:
    if token.children is None:
        return token.content
    return "".join("\n" if part.type in ("softbreak", "hardbreak") else part.content for part in token.children)


def plain_words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def without_quotes(body: str, gone: Mapping[str, str]) -> str:
    """The Markdown with other words in place of what was taken from these addresses."""
    return replaced_quotes(body, lambda quote: gone.get(quote.source, ""))


def replaced_quotes(body: str, instead: Callable[[Quote], str]) -> str:
    """The Markdown with other words in place of quotes; empty: this one stays. What somebody wrote right below a quote,
    without an empty line, is theirs and stays."""
    lines = LINE_END.split(body)
    try:
        quotes = quotes_in(lines)
    except TooMuch:  # shown as it stands: no quote at all
        return "\n".join(line for line in lines if not line.lstrip().startswith(">"))
    done = 0  # what a quote that is gone quoted itself has gone with it
    for quote in quotes:
        if quote.begin >= done and (words := instead(quote)):
            begin, end, done = quote.begin, quote.end, quote.end
            own = [line for line in lines[begin:end] if line.strip() and not line.lstrip().startswith(">")]
            lines[begin:end] = _exactly(end - begin, [f"{'> ' * quote.depth}{words}", *(["", *own] if own else [])])
    return "\n".join(lines)


def _source(tokens: list[Token]) -> str:
    """Where a quote says it is from: the link with which it begins."""
    first = next((token for token in tokens[:2] if token.type == "inline"), None)
    parts = (first.children or []) if first else []
    return str(parts[0].attrGet("href")) if parts and parts[0].type == "link_open" else ""


def _exactly(number: int, lines: list[str]) -> list[str]:
    """As many as there were: the places of all that follows stay right."""
    if len(lines) <= number:
        return [*lines, *[""] * (number - len(lines))]
    return [*lines[: number - 1], " ".join(lines[number - 1 :])]


def shortened(text: str, most: int) -> str:
    """Cut between two words if there is such a place."""
    text = text.strip()
    return text if len(text) <= most else f"{text[: most + 1].rsplit(maxsplit=1)[0][:most]} …"


def as_words(text: str) -> str:
    """The same words for somebody who reads the Markdown that is made of them."""
    return ACTIVE_AT_START.sub(r"\1\\\2", ACTIVE.sub(r"\\\g<0>", text))
