"""Facts carry over from our source document, sentences never: no eight of its words in a row, known by their hashes."""

import re
from collections.abc import Container
from functools import cache
from hashlib import blake2b
from pathlib import Path

# One line per run of eight words of the document, hashed, so that its text is not published here:
# blake2b (6 bytes) of the words, small letters and digits only, joined by single spaces.
FILE = Path(__file__).with_name("source_shingles.txt")
RUN = 8
WORD = re.compile(r"[a-z0-9]+")


@cache
def shingles() -> frozenset[str]:
    return frozenset(FILE.read_text().split())


def runs_in(text: str) -> dict[str, str]:
    """Every run of eight words, by its hash."""
    words = WORD.findall(text.lower())
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {blake2b(run.encode(), digest_size=6).hexdigest(): run for run in runs}


def shared_runs(text: str, known: Container[str]) -> list[str]:
    return [run for key, run in runs_in(text).items() if key in known]


def shared_with_the_document(text: str) -> list[str]:
    return shared_runs(text, shingles())
