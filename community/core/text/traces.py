"""Words that somebody took back, known again wherever others quoted them: by Markdown quotes, with a link or by hand.

A quote is known by its words, five at a time, so that "thank you" is nobody's. What was found is kept beside the text
as marks (`{mark of the quote: [keys of what was taken back]}`), never as words: the text stays as it was written, and
whatever shows it leaves out what is marked. So an undo brings it back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.core.text.parsing import TooMuch, parse
from community.core.text.quoting import LINE_END, Quote, plain_words, quotes_in, replaced_quotes, words_in

SPAN = 5  # words
SHORTEST = 25  # characters of a quote that is nothing but these words
RUN = 4  # spans, one after another: eight words, with others before or behind them
Marks = dict[str, list[int]]
Spans = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Trace:
    """What one text said, known by `key`. Not `gone`: it is back, and its quotes with it."""

    key: int
    address: str
    spans: Spans
    gone: bool


def spans_in(texts: Iterable[str]) -> Spans:
    return frozenset(span for text in texts for span in _spans(_own_words(text)))


def _own_words(text: str) -> list[str]:
    """Without what is quoted in it: that is somebody else's."""
    try:
        tokens = parse("\n".join(LINE_END.split(text)), lambda name: None)
    except TooMuch:
        return plain_words(text)
    depth, own = 0, []
    for token in tokens:
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        own += [token] if depth == 0 else []
    return words_in(own)


def _spans(words: Collection[str]) -> list[tuple[str, ...]]:
    return list(zip(*([*words][first:] for first in range(SPAN)), strict=False))


def marks_after(body: str, marks: Marks | None, traces: Iterable[Trace]) -> Marks | None:
    """What has to be marked in this text from now on; None: nothing."""
    after = {mark: list(keys) for mark, keys in (marks or {}).items()}
    gone = [trace for trace in traces if trace.gone]
    back = {trace.key for trace in traces if not trace.gone}
    for mark in after:
        after[mark] = [key for key in after[mark] if key not in back]
    for quote in _quotes(body) if any(_is_near(body, trace) for trace in gone) else ():
        keys = {trace.key for trace in gone if is_from(quote, trace)}
        if keys:
            after[_mark(quote)] = sorted(keys | set(after.get(_mark(quote), [])))
    return {mark: keys for mark, keys in after.items() if keys} or None


def marks_moved(marks: Marks, before: str, after: str) -> Marks:
    """For a text in which words were replaced, and no quote came or went."""
    moved = dict(marks)
    for old, new in zip(_quotes(before), _quotes(after), strict=False):
        if keys := marks.get(_mark(old)):
            moved[_mark(new)] = keys
    return moved


def _quotes(body: str) -> list[Quote]:
    try:
        return quotes_in(LINE_END.split(body))
    except TooMuch:
        return []


def _is_near(body: str, trace: Trace) -> bool:
    """Quickly, before a text is parsed: most quotes are of something else."""
    return f"]({trace.address})" in body or not trace.spans.isdisjoint(_spans(plain_words(body)))


def is_from(quote: Quote, trace: Trace) -> bool:
    """By its link, or without one by its words: as a whole, or eight of them in a row."""
    if quote.source.startswith("/"):
        return quote.source == trace.address
    hits = [span in trace.spans for span in _spans(quote.words)]
    if hits and all(hits):
        return len(" ".join(quote.words)) >= SHORTEST
    return any(all(hits[first : first + RUN]) for first in range(len(hits) - RUN + 1))


def _mark(quote: Quote) -> str:
    return blake2b(" ".join(quote.words).encode(), digest_size=8).hexdigest()


def without_marked(body: str, marks: Mapping[str, object] | None) -> str:
    """The Markdown as others may read it; in the language of the site, because a page is one for all readers."""
    if not marks:
        return body
    with override(settings.LANGUAGE_CODE):
        words = _("These words were taken back by their author.")
    return replaced_quotes(body, lambda quote: words if _mark(quote) in marks else "")
