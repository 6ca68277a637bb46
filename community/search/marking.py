"""The words around a hit, with the hit marked. Everything is escaped before anything is marked."""

import re
from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

BEFORE, LENGTH = 60, 220


def around_first_hit(text: str, words: Sequence[str]) -> str:
    """About `LENGTH` characters that show the first word found, cut between words."""
    hit = pattern_of(words).search(text)
    start = text.rfind(" ", 0, hit.start() - BEFORE) + 1 if hit and hit.start() > BEFORE else 0
    rest = text[start:]
    cut = rest if len(rest) <= LENGTH else f"{rest[:LENGTH].rpartition(' ')[0] or rest[:LENGTH]}…"
    return f"…{cut}" if start else cut


def pattern_of(words: Sequence[str]) -> re.Pattern[str]:
    """Longer words first, so that "spasms" is not marked as "spasm" with a rest."""
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)


def marked(text: str, words: Sequence[str]) -> SafeString:
    """HTML with every hit in a <mark>."""
    pieces, end = [], 0
    for hit in pattern_of(words).finditer(text):
        pieces += [text[end : hit.start()], format_html("<mark>{}</mark>", hit[0])]
        end = hit.end()
    return format_html_join("", "{}", ((conditional_escape(piece),) for piece in [*pieces, text[end:]]))


def marked_excerpt(text: str, words: Sequence[str]) -> SafeString:
    return marked(around_first_hit(text, words), words)
