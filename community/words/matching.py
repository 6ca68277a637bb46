"""Which rules a text meets. Pure: lists and text in, verdict out, in time that grows with the text alone."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from community.core.text.links import as_linked
from community.words.folding import Folded, folded
from community.words.parts import readings_of
from community.words.reading import WORD, Reading, Vocabulary, spellings

HOST = re.compile(r"https?:/{2,}+([^\s/?#<>()\[\]\"']+)")
AMOUNT = r"(?<!\d)\d{1,9}(?:[.,]\d{1,9})?[\s*-]{0,4}(%s)(?!\w)"  # or the end of a longer one

HOLD, ADVISE, URGENT, MASK = "hold", "advise", "urgent", "mask"
PHRASE, HOSTS, DOSE, MEDICINE = "phrase", "host", "dose", "medicine"


@dataclass(frozen=True)
class Listed:
    """A rule as the matcher needs it."""

    pk: int
    kind: str
    phrase: str
    effect: str
    anywhere: bool = False
    language: str = ""
    note: str = ""
    reason: str = ""

    def counts_in(self, language: str | None) -> bool:
        """What may be about a life, and what nobody shall read, counts whatever language the page of the writer has."""
        speaks = language is None or self.language in ("", language.partition("-")[0])
        return speaks or self.effect in (URGENT, MASK)


@dataclass(frozen=True)
class Catch:
    rule: Listed
    start: int  # in the folded text
    end: int


@dataclass(frozen=True)
class Verdict:
    """The rules that a text meets, each once, in the order in which they stand in it."""

    rules: tuple[Listed, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()  # of the text as typed, to be masked
    was_crisis: bool = False  # an edit changes a text that may be about a life and was so before

    def of(self, effect: str) -> tuple[Listed, ...]:
        return tuple(rule for rule in self.rules if rule.effect == effect)

    @property
    def crisis(self) -> bool:
        return bool(self.of(URGENT))

    @property
    def held_by(self) -> tuple[Listed, ...]:
        """None when it may be about a life: such a text is to be read, not to wait."""
        return () if self.crisis or self.was_crisis else self.of(HOLD)

    @property
    def advices(self) -> tuple[Listed, ...]:
        """None when it may be about a life: nothing stands in the way of such a text."""
        return () if self.crisis or self.was_crisis else self.of(ADVISE)

    @property
    def names_medicine(self) -> bool:
        return any(rule.kind in (MEDICINE, DOSE) for rule in self.rules)

    @property
    def for_the_team(self) -> tuple[Listed, ...]:
        return (*self.of(URGENT), *self.of(HOLD))

    def beyond(self, before: "Verdict") -> "Verdict":
        """What an edit brought. The spans stay: they are of the new text."""
        brought = tuple(rule for rule in self.rules if rule not in before.rules)
        return Verdict(brought, self.spans, was_crisis=self.crisis)


@dataclass(eq=False)
class Lists:
    """Rules in the order in which they are looked up. Made once, used for every text until the rules change."""

    rules: tuple[Listed, ...]
    starts: dict[str, list[tuple[Listed, list[frozenset[str]]]]] = field(init=False)
    vocabulary: Vocabulary = field(init=False)
    parts: list[tuple[Listed, str]] = field(init=False)
    hosts: dict[str, list[Listed]] = field(init=False)
    units: dict[str, list[Listed]] = field(init=False)
    amount: re.Pattern[str] | None = field(init=False)
    masks: bool = field(init=False)

    def __post_init__(self) -> None:
        self.starts, self.parts, self.hosts, self.units = defaultdict(list), [], defaultdict(list), defaultdict(list)
        for rule in self.rules:
            self._add(rule, folded(rule.phrase).text.strip())
        rest = (way for rules in self.starts.values() for _rule, words in rules for word in words for way in word)
        self.vocabulary = Vocabulary([*self.starts, *rest])
        units = "|".join(re.escape(unit) for unit in sorted(self.units, key=len, reverse=True))
        self.amount = re.compile(AMOUNT % units) if units else None
        self.masks = any(rule.effect == MASK for rule in self.rules)

    def _add(self, rule: Listed, phrase: str) -> None:
        if rule.kind == HOSTS:
            self.hosts[plain_host(rule.phrase)].append(rule)
        elif rule.kind == DOSE:
            self.units[phrase].append(rule)
        elif rule.anywhere and phrase:
            self.parts.append((rule, " ".join(phrase.split())))
        elif words := [frozenset(spellings(word)) for word in WORD.findall(phrase)]:
            for spelling in words[0]:
                self.starts[spelling].append((rule, words[1:]))

    def verdict(self, text: str, *, language: str | None = None) -> Verdict:
        """`language` is the writer's; None asks every list."""
        if not self.rules:
            return NOTHING
        fold = folded(text)
        catches = [catch for catch in self._catches(fold) if catch.rule.counts_in(language)]
        if not catches:
            return NOTHING
        catches.sort(key=lambda catch: (catch.start, catch.rule.pk))
        masked = [fold.span(catch.start, catch.end) for catch in catches if catch.rule.effect == MASK]
        return Verdict(tuple(dict.fromkeys(catch.rule for catch in catches)), tuple(joined(masked)))

    def catches(self, text: str) -> list[tuple[int, int]]:
        """Where in the text as typed any rule is met; for the simulator."""
        fold = folded(text)
        return sorted({fold.span(catch.start, catch.end) for catch in self._catches(fold)})

    def _catches(self, fold: Folded) -> Iterator[Catch]:
        if self.starts:
            yield from self._words_in(fold)
        if self.parts:
            yield from self._parts_in(fold)
        if self.amount:
            yield from self._amounts_in(fold.text, self.amount)
        if self.hosts:
            yield from self._hosts_in(fold)

    def _words_in(self, fold: Folded) -> Iterator[Catch]:
        reading = Reading(fold, self.vocabulary)
        for spelling, first, last in reading.places():
            if spelling in self.starts:
                yield from self._phrases_at(reading, first, last, self.starts[spelling])

    def _phrases_at(
        self, reading: Reading, first: int, last: int, rules: list[tuple[Listed, list[frozenset[str]]]]
    ) -> Iterator[Catch]:
        for rule, rest in rules:
            if (end := reading.follow(last, rest)) is not None:
                yield Catch(rule, reading.words[first].start(), reading.words[end].end())

    def _parts_in(self, fold: Folded) -> Iterator[Catch]:
        readings = list(readings_of(fold))
        for rule, part in self.parts:
            for reading in readings:
                for start, end in reading.places_of(part):
                    yield Catch(rule, start, end)
                    if rule.effect != MASK:  # once is enough
                        break

    def _amounts_in(self, text: str, amount: re.Pattern[str]) -> Iterator[Catch]:
        for found in amount.finditer(text):
            for rule in self.units.get(found[1], ()):
                yield Catch(rule, *found.span())

    def _hosts_in(self, fold: Folded) -> Iterator[Catch]:
        for address in HOST.findall(as_linked(fold.source).lower()):
            labels = plain_host(address).split(".")
            for number in range(len(labels)):
                for rule in self.hosts.get(".".join(labels[number:]), ()):
                    yield Catch(rule, 0, len(fold.text))


NOTHING = Verdict()


def plain_host(address: str) -> str:
    """As a browser would read it: without a name before it and a port behind it, in small letters."""
    host = unquote(address).rpartition("@")[2].partition(":")[0]
    small = unicodedata.normalize("NFKC", host).casefold().replace("\u3002", ".")
    seen = "".join(sign for sign in small if unicodedata.category(sign) != "Cf").strip(".*_~`,;!")
    return ".".join(plain_label(label) for label in seen.split("."))


def plain_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order, those that touch or overlap made one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole
