"""Blank phrases in what a post says, its title and its answers included."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from community.forum.actions.editing import Words

MASK = "▇▇▇"


def blanked(words: "Words", phrases: list[str]) -> "Words":
    """Every phrase blanked, whatever its capitals, the longest first."""
    if not phrases:
        return words
    pattern = re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))), re.IGNORECASE)

    def blank(text: str) -> str:
        return pattern.sub(MASK, text)

    answers = [[label, blank(answer)] for label, answer in words.answers] if words.answers else words.answers
    return replace(words, body=blank(words.body), title=blank(words.title), answers=answers)
