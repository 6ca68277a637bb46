"""Blank phrases in all that a post says."""

from dataclasses import replace
from typing import TYPE_CHECKING

from community.core.blanking import blanked as blanked_text

if TYPE_CHECKING:
    from community.forum.actions.editing import Words


def blanked(words: "Words", phrases: list[str]) -> "Words":
    """In its text, its title and its answers."""

    def blank(text: str) -> str:
        return blanked_text(text, phrases)

    answers = [[label, blank(answer)] for label, answer in words.answers] if words.answers else words.answers
    return replace(words, body=blank(words.body), title=blank(words.title), answers=answers)
