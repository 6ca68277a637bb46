"""Threads that may be about the same as one whose title is being typed."""

import re

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.forum.models import Board, Thread

SHORTEST = 4  # letters; shorter words stand in most titles
LONGEST_TITLE = 150
MOST_WORDS = 12
MOST_LOOKED_AT = 2_000  # the latest of the group: what is older is rarely answered again
MOST_SHOWN = 5
WORD = re.compile(r"[^\W_]+")


def similar_threads(user: User | AnonymousUser, board: Board, title: str) -> list[Thread]:
    """In the same group, those with most of the words first, then those last written in."""
    words = beginnings(title[:LONGEST_TITLE])
    if not words:
        return []
    boards = list(Board.objects.filter(group=board.group_id).values_list("pk", flat=True))
    threads = Thread.objects.visible_to(user).published().wanted_by(user).filter(board__in=boards)
    titles = threads.filter(hidden_at=None, removed_at=None).latest_first().values_list("pk", "title")
    found = [(hits, pk) for pk, known in titles[:MOST_LOOKED_AT] if (hits := hits_in(known, words))]
    best = [pk for _hits, pk in sorted(found, key=lambda one: -one[0])[:MOST_SHOWN]]  # stays in the order of time
    rows = threads.in_bulk(best)
    return [rows[pk] for pk in best if pk in rows]


def beginnings(title: str) -> set[str]:
    """The longer words without their last letter if that is an s: spasm and spasms are the same."""
    words = WORD.findall(title.casefold())
    return {word.removesuffix("s") for word in words[: 2 * MOST_WORDS] if len(word) >= SHORTEST}


def hits_in(title: str, words: set[str]) -> int:
    """How many of the words it has. Most titles have none, and are not taken apart to know that."""
    whole = title.casefold()
    return len(words & beginnings(title)) if any(word in whole for word in words) else 0
