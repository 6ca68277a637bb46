"""Which of our articles says more about a medicine of the first lists. Names of articles only: this app knows none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from community.words.folding import folded
from community.words.matching import MEDICINE, Listed
from community.words.starters import TABLETS, TOXIN, phrases_in


@dataclass(frozen=True)
class Reading:
    name: str  # of the article among the treatments
    title: str | Promise

    @property
    def address(self) -> str:
        return reverse("resources:article", args=["treatments", self.name])


INJECTIONS = Reading("botulinum-toxin-side-effects", gettext_lazy("What our resources say about injections"))
PILLS = Reading("tablets", gettext_lazy("What our resources say about tablets"))
KNOWN_READING = {
    folded(phrase).text: reading
    for names, reading in ((TOXIN, INJECTIONS), (TABLETS, PILLS))
    for phrase in phrases_in(names)
}


def address_about(text: str) -> str:
    """Of the article on the first medicine in our lists that it names, else of all treatments: moderators add names."""
    plain = folded(text).text
    named = [(plain.index(name), reading.address) for name, reading in KNOWN_READING.items() if name in plain]
    return min(named)[1] if named else reverse("resources:section", args=["treatments"])


def readings_about(rules: Iterable[Listed]) -> list[Reading]:
    """Each once, in the order of the text. A medicine that moderators added has none."""
    found = (KNOWN_READING.get(folded(rule.phrase).text) for rule in rules if rule.kind == MEDICINE)
    return list(dict.fromkeys(reading for reading in found if reading))
