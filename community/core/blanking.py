"""Blank phrases in a text and keep the rest."""

import re
from collections.abc import Sequence

MASK = "▇▇▇"


def blanked(text: str, phrases: Sequence[str]) -> str:
    """Wherever they stand, whatever their capitals, the longest first."""
    if not phrases:
        return text
    return re.sub("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))), MASK, text, flags=re.IGNORECASE)
