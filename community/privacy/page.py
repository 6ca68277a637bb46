"""The privacy page, made from retention.yaml: groups of parts, each with why, how long, and what happens on leaving."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.core.phrases import filled
from community.privacy.parts import GROUPS, PARTS, Part
from community.privacy.retention import Line, Period, retention
from community.privacy.sentences import AFTER, BASES, KEEPING, LEAVING, THINGS

MINUTE, DAY, YEAR = timedelta(minutes=1), timedelta(days=1), timedelta(days=365)
Answer = tuple[Promise | None, Promise]  # what of the part it is about, where there are several; the answer
ASIDE = {"parent", "stays"}  # says nothing beside another answer
CHOICE, IN_IT = "chosen", {"erased", "nameless"}


@dataclass(frozen=True)
class Shown:
    """A part as the page tells of it."""

    name: str
    part: Part
    why: list[Promise]
    how_long: list[Answer]
    leaving: list[Promise]


@cache
def groups() -> list[tuple[str, Promise, list[Shown]]]:
    """In the order of GROUPS and PARTS. The words are put into the reader's language when they are read."""
    parts = [shown(name) for name in PARTS]
    return [(name, title, [one for one in parts if one.part.group == name]) for name, title in GROUPS.items()]


def shown(name: str) -> Shown:
    """Of a part that is about nobody there is nothing more to say."""
    lines = [line for line in retention() if line.part == name and line.is_personal]
    return Shown(
        name=name,
        part=PARTS[name],
        why=[BASES[basis] for basis in dict.fromkeys(line.basis for line in lines)],
        how_long=_how_long(lines),
        leaving=[LEAVING[rule] for rule in _on_leaving(lines)],
    )


def _on_leaving(lines: list[Line]) -> list[str]:
    """Each answer once, in the order of the file. The choice between two says both."""
    rules = list(dict.fromkeys(line.leaving for line in lines))
    said = ASIDE | IN_IT if CHOICE in rules else ASIDE
    return [rule for rule in rules if rule not in said] or rules


def _how_long(lines: list[Line]) -> list[Answer]:
    telling = [line for line in lines if line.keep not in ASIDE] or lines
    answers = {(line.called, line.keep): line for line in telling}
    several = len({keep for _called, keep in answers}) > 1
    if not several:
        return [(None, told(line.period)) for line in telling[:1]]
    return [(THINGS[called] if called else None, told(line.period)) for (called, _keep), line in answers.items()]


def told(period: Period) -> Promise:
    """As a part of a sentence: "90 days after it was answered"."""
    if period.length is None:
        return KEEPING[period.word]
    return filled(_("%(time)s %(moment)s"), time=length_in_words(period.length), moment=AFTER[period.after])


def length_in_words(length: timedelta) -> Promise:
    if length % YEAR == timedelta():
        number, words = length // YEAR, ngettext_lazy("%(number)s year", "%(number)s years", length // YEAR)
    elif length % DAY == timedelta():
        number, words = length // DAY, ngettext_lazy("%(number)s day", "%(number)s days", length // DAY)
    else:
        number = length // MINUTE
        words = ngettext_lazy("%(number)s minute", "%(number)s minutes", number)
    return filled(words, number=number)
