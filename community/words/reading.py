"""The words of a text, each in every way in which it could be meant: digits and a large I for letters, and marks of
emphasis inside of a word. Pure, in time that grows with the text alone."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from community.words.folding import Folded

WORD = re.compile(r"[@$]?[^\W_]+(?:[@$!|]+[^\W_]+)*")
ENDS_SENTENCE = re.compile(r"[.!?;:\u3002]|\n\s*\n")
WIDEST_GAP = 8  # signs between two words of a phrase: a space, a comma, stars of emphasis
FOR_LETTERS = {one: str.maketrans("0134578@$!|9", f"o{one}eastbasilg") for one in "il"}  # a 1 may be either
MOST_PIECES = 32  # of a word that is cut up by emphasis
I_AS_L = str.maketrans("Ii", "ll")
EMPHASIS = re.compile(r"(?<=[^\W_])[*_~]+(?=[^\W_])")  # inside of a word, where it makes nothing clearer


def spellings(word: str) -> tuple[str, ...]:
    """A word with digits or signs among its letters, as it could be meant; any other as it is."""
    if word.isalpha() or word.isdecimal():
        return (word,)
    ways = {word.strip("@$")}
    if any(sign.isalpha() for sign in word):
        ways |= {word.translate(table) for table in FOR_LETTERS.values()}
    return tuple(ways)


def could_be(hint: str, word: str) -> bool:
    """A large I may be an i or an l; every other sign is what it is."""
    pairs = zip(hint, word, strict=True)
    return all(seen == meant or (seen == "I" and meant in "il") for seen, meant in pairs)


def is_in_small_letters(typed: str) -> bool:
    """But for each large I, and for the letter that begins a sentence. In a word of capitals an I is an I."""
    others = "".join(sign for sign in typed if sign.isalpha() and sign.casefold() not in ("i", "\u0456", "\u03b9"))
    small = any(sign.islower() for sign in typed)
    return small and not any(sign.isupper() for sign in others[1:])


class Vocabulary:
    """The words of all rules, by what they look like when i and l are one; and what they begin with, so that nobody
    goes on reading what can become none of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.alike: dict[str, set[str]] = defaultdict(set)
        for word in words:
            self.alike[word.translate(I_AS_L)].add(word)
        self.beginnings = frozenset(look[:length] for look in self.alike for length in range(1, len(look) + 1))

    def has_beginning(self, hint: str) -> bool:
        return any(way.translate(I_AS_L) in self.beginnings for way in spellings(hint))

    def meant_by(self, hint: str) -> list[str]:
        looks = ((way, way.translate(I_AS_L)) for way in spellings(hint))
        return [word for way, look in looks for word in self.alike.get(look, ()) if could_be(way, word)]


@dataclass(eq=False)
class Reading:
    fold: Folded
    vocabulary: Vocabulary
    words: list[re.Match[str]] = field(init=False)
    others: dict[int, dict[str, int]] = field(init=False)  # by first word: what else it could be, and its last word

    def __post_init__(self) -> None:
        self.words, self.others = list(WORD.finditer(self.fold.text)), {}
        if self.fold.hints is not self.fold.text:
            self._read_large_i()
            self._read_joined()

    def _read_large_i(self) -> None:
        if "I" in self.fold.hints:
            for number, hint in enumerate(self._pieces()):
                if "I" in hint and len(hint) > 1:
                    self._keep(number, number, hint)

    def _read_joined(self) -> None:
        """Words that only emphasis parts, as long as they begin like a word of a rule. The whole of them, as it is
        drawn; a line under words may also stand for a space."""
        starts, marks = [word.start() for word in self.words], EMPHASIS.finditer(self.fold.hints)
        joined = {bisect_left(starts, mark.end()): "_" in mark[0] for mark in marks}
        pieces = self._pieces() if joined else []
        for second in joined:
            first, last, hint = second - 1, second, pieces[second - 1]
            if not joined.get(first, True):
                continue
            while last in joined and last - first < MOST_PIECES and self.vocabulary.has_beginning(hint):
                hint += pieces[last]
                last += 1
                if joined.get(last, True):
                    self._keep(first, last - 1, hint)

    def _pieces(self) -> list[str]:
        return [self.fold.hints[word.start() : word.end()] for word in self.words]

    def _keep(self, first: int, last: int, hint: str) -> None:
        ways = self.vocabulary.meant_by(hint)
        if ways and ("I" not in hint or self._in_small_letters(first, last)):
            self.others.setdefault(first, {}).update(dict.fromkeys(ways, last))

    def _in_small_letters(self, first: int, last: int) -> bool:
        return is_in_small_letters(self.fold.typed(self.words[first].start(), self.words[last].end()))

    def places(self) -> Iterator[tuple[str, int, int]]:
        """Each spelling with the numbers of its first and its last word."""
        for number, word in enumerate(self.words):
            spelt = word[0]
            for spelling in (spelt,) if spelt.isalpha() else spellings(spelt):
                yield spelling, number, number
        for first, ways in self.others.items():
            for way, last in ways.items():
                yield way, first, last

    def follow(self, last: int, rest: list[frozenset[str]]) -> int | None:
        """The number of the word that ends the phrase, if these come after that word in one sentence."""
        for wanted in rest:
            found = self._next(last, wanted)
            if found is None:
                return None
            last = found
        return last

    def _next(self, last: int, wanted: frozenset[str]) -> int | None:
        number = last + 1
        if number == len(self.words):
            return None
        gap = self.fold.text[self.words[last].end() : self.words[number].start()]
        if len(gap) > WIDEST_GAP or ENDS_SENTENCE.search(gap):
            return None
        if not wanted.isdisjoint(spellings(self.words[number][0])):
            return number
        return next((end for way, end in self.others.get(number, {}).items() if way in wanted), None)
