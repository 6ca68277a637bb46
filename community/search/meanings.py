"""Plain words for hard ones: who looks for an eye twitch is looking for blepharospasm or hemifacial spasm, and does not
know yet."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from community.search.asking import COMMON, WORD, Asked
from community.search.marking import stem

FILE = Path(__file__).with_name("plain_words.yaml")
Meaning = tuple[frozenset[str], tuple[str, ...]]  # the stems that are asked for, and what they mean


@cache
def meanings() -> list[Meaning]:
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [(stems_in(plain), tuple(entry["means"])) for entry in entries for plain in entry["asked"]]


def stems_in(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(text) if word.casefold() not in COMMON)


def with_meanings(asked: Asked) -> Asked:
    """The same search, which also knows what it may mean. Words in quotes are meant as they stand there."""
    loose = frozenset().union(*(stems_in(term) for term in asked.wanted if " " not in term))
    meant = dict.fromkeys(meaning for stems, means in meanings() if stems <= loose for meaning in means)
    new = [meaning for meaning in meant if not stems_in(meaning) <= loose]
    return replace(asked, meant=tuple(new))
