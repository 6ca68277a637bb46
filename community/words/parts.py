"""A text in every way in which a part of a word could be looked for in it, each with the way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from community.words.folding import Folded
from community.words.reading import EMPHASIS, FOR_LETTERS, I_AS_L, could_be, is_in_small_letters


@dataclass(eq=False)
class Way:
    """Digits are letters only where a letter stands beside them, a large I is an l only in a word of small letters."""

    fold: Folded
    text: str
    kept: list[int] | None = None  # for each sign, where it stands in `fold.text`; None: all are there
    with_digits: bool = False
    with_large_i: bool = False

    def places_of(self, part: str) -> Iterator[tuple[int, int]]:
        look, sought = (self.look, part.translate(I_AS_L)) if self.with_large_i else (self.text, part)
        at = look.find(sought)
        while at >= 0:
            end = at + len(part)
            start, after = (at, end) if self.kept is None else (self.kept[at], self.kept[end - 1] + 1)
            found = could_be(self.text[at:end], part) and self._is_meant(start, after)
            if found:
                yield start, after
            at = look.find(sought, end if found else at + 1)

    @cached_property
    def look(self) -> str:
        return self.text.translate(I_AS_L)

    def _is_meant(self, start: int, after: int) -> bool:
        if self.with_digits and not any(sign.isalpha() for sign in self.fold.text[start:after]):
            return False
        if not self.with_large_i or "I" not in self.fold.hints[start:after]:
            return True
        return is_in_small_letters(self.fold.typed(start, after))


def readings_of(fold: Folded) -> Iterator[Way]:
    yield from _with_digits(fold, _as_plain(fold.text))
    hints = fold.hints
    if hints is fold.text:
        return
    has_large_i = "I" in hints
    if has_large_i:
        yield from _with_digits(fold, _as_plain(hints), with_large_i=True)
    if EMPHASIS.search(hints):
        kept = [place for start, end in _between(hints) for place in range(start, end)]
        whole = "".join(hints[place] for place in kept)
        yield from _with_digits(fold, _as_plain(whole), kept, with_large_i=has_large_i)


def _as_plain(hints: str) -> str:
    return hints.replace("\n", " ").replace("_", " ")


def _with_digits(
    fold: Folded, text: str, kept: list[int] | None = None, *, with_large_i: bool = False
) -> Iterator[Way]:
    yield Way(fold, text, kept, with_large_i=with_large_i)
    for other in {text.translate(table) for table in FOR_LETTERS.values()} - {text}:
        yield Way(fold, other, kept, with_digits=True, with_large_i=with_large_i)


def _between(text: str) -> Iterator[tuple[int, int]]:
    """What is left without the emphasis inside of words."""
    at = 0
    for mark in EMPHASIS.finditer(text):
        yield at, mark.start()
        at = mark.end()
    yield at, len(text)
