"""Counts in the cache, which all processes share where there is Redis. Nothing is written down anywhere else.

A site whose cache is away goes on without limits: it says so once in the log and looks again some seconds later.
"""

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import ceil
from typing import ClassVar, TypeVar

import redis
from django.conf import settings
from django.core.cache import cache

from community.core.limits.amounts import Amount, Kind

logger = logging.getLogger(__name__)
Known = TypeVar("Known")

REST = 10.0  # seconds without asking a cache that did not answer: nobody should wait for it again and again


@dataclass(frozen=True)
class Who:
    """Whose acts are counted: a member by key, or "" for the signed-out; and where they come from, or ""."""

    member: str
    network: str

    def limits(self, kind: Kind) -> list[tuple[str, Amount]]:
        """Each with the name under which it is counted."""
        return [
            *((f"m{self.member}", amount) for amount in kind.member if self.member),
            *((f"a{self.network}", amount) for amount in kind.address if self.network),
            *((f"v{self.network}", amount) for amount in kind.visitor if self.network and not self.member),
        ]


class Outage:
    """Whether the cache of this process answers."""

    until: ClassVar[float] = 0.0
    was_told: ClassVar[bool] = False

    @classmethod
    def holds(cls) -> bool:
        return time.monotonic() < cls.until

    @classmethod
    def begin(cls, problem: Exception) -> None:
        cls.until = time.monotonic() + REST
        if not cls.was_told:
            logger.warning("No limits while the cache is away (REDIS_URL): %s", type(problem).__name__)
        cls.was_told = True

    @classmethod
    def end(cls) -> None:
        cls.until, cls.was_told = 0.0, False


def seconds_to_wait(who: Who, kinds: Collection[Kind]) -> int:
    """Counts this time, everywhere it counts; 0 where it may go on."""
    counts = [(kind, name, amount) for kind in kinds for name, amount in who.limits(kind)]
    return or_nothing(lambda: max((_count(*each) for each in counts), default=0))


def or_nothing(ask: Callable[[], int]) -> int:
    """0 while the cache is away."""
    return or_else(0, ask)


def remembered(key: str, nothing: Known) -> Known:
    """What was kept under `key`, or `nothing`."""
    return or_else(nothing, lambda: cache.get(key, nothing))


def remember(key: str, value: object, *, lasts: float) -> None:
    or_else(None, lambda: cache.set(key, value, lasts))


def or_else(nothing: Known, ask: Callable[[], Known]) -> Known:
    """`nothing` while the cache is away."""
    if Outage.holds():
        return nothing
    try:
        known = ask()
    except (redis.RedisError, OSError) as problem:
        Outage.begin(problem)
        return nothing
    Outage.end()
    return known


def _count(kind: Kind, name: str, amount: Amount) -> int:
    now = time.time()
    window, gone = divmod(now, amount.seconds)
    times = add_to(f"limit-{kind.name}-{name}-{amount.seconds}-{int(window)}", lasts=amount.seconds)
    return max(1, ceil(amount.seconds - gone)) if times > amount.most * settings.LIMITS_FACTOR else 0


def add_to(key: str, *, lasts: int) -> int:
    """How often, this time included. Two at once are two."""
    if cache.add(key, 1, lasts):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it has just run out
        return 1
