"""A text as everybody may read it: what a rule takes out is gone before it is rendered, quoted or compared."""

from django.utils.translation import gettext as _

from community.words.known import KNOWN

BLOCK = "▇▇▇"


def masked_line(text: str, *, longest: int) -> str:
    """For what is stored as it is shown. The mark is longer than most words, and the line still has to fit."""
    return masked(text)[:longest]


def masked(text: str) -> str:
    """The mark has words, so that it says the same in a quote, in a mail and to a screen reader."""
    lists = KNOWN.now()
    if not lists.masks or not text:
        return text
    mark = BLOCK + " (" + _("removed by a rule") + ")"
    for start, end in reversed(lists.verdict(text).spans):
        text = text[:start] + mark + text[end:]
    return text
