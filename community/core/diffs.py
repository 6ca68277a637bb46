"""What changed between two texts, by words within lines. A pure function that stays quick for any two texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

Piece = tuple[str, str]  # "same", "added", "removed" or "gap" (unchanged words that are left out), and the text

WORD = re.compile(r"\S+\s*|\s+")
MOST_LINES = 2_000  # that may differ, on both sides together; beyond that the changed part is one block
MOST_WORDS = 2_000  # beyond that a block is not looked into: it is removed and added as a whole
LONG = 600  # unchanged characters in a row; of more than that only both ends are shown
END = 200


def pieces_of(before: str, after: str) -> list[Piece]:
    """In reading order; the removed and the same pieces make up `before`, the added and the same ones `after`."""
    pieces: list[Piece] = []
    for same, old, new in _blocks(before.splitlines(keepends=True), after.splitlines(keepends=True), most=MOST_LINES):
        pieces += [("same", old)] if same else _by_words(old, new)
    return _joined(pieces)


def _by_words(old: str, new: str) -> Iterator[Piece]:
    for same, gone, come in _blocks(WORD.findall(old), WORD.findall(new), most=MOST_WORDS):
        yield from [("same", gone)] if same else [("removed", gone), ("added", come)]


def _blocks(old: list[str], new: list[str], *, most: int) -> Iterator[tuple[bool, str, str]]:
    """What is the same, what is not. Between the same beginning and end, at most `most` parts are looked at closely."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield True, "".join(old[:start]), ""
    yield from _inner_blocks(old[start : len(old) - end], new[start : len(new) - end], most=most)
    yield True, "".join(old[len(old) - end :]), ""


def _inner_blocks(old: list[str], new: list[str], *, most: int) -> Iterator[tuple[bool, str, str]]:
    if len(old) + len(new) > most:
        yield False, "".join(old), "".join(new)
        return
    for tag, begin, end, new_begin, new_end in SequenceMatcher(None, old, new).get_opcodes():
        yield tag == "equal", "".join(old[begin:end]), "".join(new[new_begin:new_end])


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many parts are the same at the beginning."""
    differs = (number for number, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
    return next(differs, min(len(old), len(new)))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Without empty ones; neighbours of one kind are one piece."""
    joined: list[Piece] = []
    for kind, text in pieces:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        elif text:
            joined.append((kind, text))
    return joined


def without_long_same(pieces: Sequence[Piece]) -> list[Piece]:
    """The same with the middle of long unchanged parts left out: the change is what one came to read."""
    short: list[Piece] = []
    for kind, text in pieces:
        if kind != "same" or len(text) <= LONG:
            short.append((kind, text))
            continue
        head, tail = text[:END].rpartition(" "), text[-END:].partition(" ")
        short += [("same", head[0] or head[2]), ("gap", ""), ("same", tail[2] or tail[0])]
    return short
