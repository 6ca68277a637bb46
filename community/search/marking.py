"""The words around a hit, with the hit marked. Everything is escaped before anything is marked."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from community.search.asking import WORD, Asked

BEFORE, LENGTH = 60, 220
PLURAL = re.compile(r"(?<=[a-z]{3})(?:(?<=ss)es|(?<=x)es|(?<=ch)es|(?<=sh)es|(?<![sui])s)$")
ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|ly|(?<=[st])ion)$")
DOUBLE = re.compile(r"([bdgmnprt])\1$")


def stem(word: str) -> str:
    """Twitch, twitches and twitching alike. The databases know more such words; those are found and not marked."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))
    short = DOUBLE.sub(r"\1", ENDING.sub("", PLURAL.sub("", re.sub(r"(?<=[a-z]{2})ies$", "y", plain))))
    if len(short) > 3 and short[-1] in "ey":
        return f"{short[:-1]}i" if short[-1] == "y" else short[:-1]
    return short


def says(text: str, asked: Asked) -> bool:
    """As the databases would answer for this text alone."""
    padded = f" {stems_of(text)} "
    return all(f" {stems_of(term)} " in padded for term in asked.wanted) and not any(
        f" {stems_of(term)} " in padded for term in asked.unwanted
    )


def stems_of(text: str) -> str:
    return " ".join(map(stem, WORD.findall(text)))


def hits_in(text: str, words: Sequence[str]) -> Iterator[re.Match[str]]:
    stems = set(map(stem, words))
    return (found for found in WORD.finditer(text) if stem(found[0]) in stems)


def around_first_hit(text: str, words: Sequence[str]) -> str:
    """About `LENGTH` characters that show the first word found, cut between words."""
    hit = next(hits_in(text, words), None)
    start = text.rfind(" ", 0, hit.start() - BEFORE) + 1 if hit and hit.start() > BEFORE else 0
    rest = text[start:]
    cut = rest if len(rest) <= LENGTH else f"{rest[:LENGTH].rpartition(' ')[0] or rest[:LENGTH]}…"
    return f"…{cut}" if start else cut


def marked(text: str, words: Sequence[str]) -> SafeString:
    """HTML with every hit in a <mark>."""
    pieces, end = [], 0
    for hit in hits_in(text, words):
        pieces += [text[end : hit.start()], format_html("<mark>{}</mark>", hit[0])]
        end = hit.end()
    return format_html_join("", "{}", ((conditional_escape(piece),) for piece in [*pieces, text[end:]]))


def marked_excerpt(text: str, words: Sequence[str]) -> SafeString:
    return marked(around_first_hit(text, words), words)
