"""How many different pages somebody opened lately, roughly, without keeping which.

A page is one of 4,096 marks, which many pages share: nothing leads from a mark back to a page. Marks last an hour,
counts two days at most, all of it in the cache. The last hour is what was counted in this one, and of the one before
as much as is less than an hour ago.
"""

import time
from dataclasses import dataclass
from math import ceil
from zlib import crc32

from django.core.cache import cache

from community.core.limits.counting import add_to, or_nothing

MARKS = 4096
HOUR, DAY = 3600, 24 * 3600


@dataclass(frozen=True)
class Most:
    hour: int
    day: int


@dataclass(frozen=True)
class Stretch:
    """The last so many seconds, of which `gone` lie in the count that runs."""

    seconds: int
    gone: float
    running: int
    before: int

    @property
    def number(self) -> int:
        return int(self.running + self.before * (1 - self.gone / self.seconds))

    def wait(self, most: int) -> int:
        """Seconds until there is room for one more; 0 where there is."""
        if self.number < most:
            return 0
        room = most - self.running
        free_at = self.seconds * (1 - (room - 1) / self.before) if room > 0 else self.seconds
        return max(1, ceil(free_at - self.gone))


def open_page(name: str, page: str, most: Most) -> int:
    """Counts it, or says for how many seconds it is too many; what is refused is not counted."""
    return or_nothing(lambda: _open(name, page, most))


def opened_by(name: str) -> tuple[Stretch, Stretch]:
    """In the last hour, and in the last day."""
    now = time.time()
    running = {seconds: _name(name, seconds, now) for seconds in (HOUR, DAY)}
    before = {seconds: _name(name, seconds, now - seconds) for seconds in (HOUR, DAY)}
    known = cache.get_many([*running.values(), *before.values()])
    hour, day = (
        Stretch(seconds, now % seconds, known.get(running[seconds], 0), known.get(before[seconds], 0))
        for seconds in (HOUR, DAY)
    )
    return hour, day


def _open(name: str, page: str, most: Most) -> int:
    hour, day = opened_by(name)
    if seconds := max(hour.wait(most.hour), day.wait(most.day)):
        return seconds
    now = time.time()
    if cache.add(f"{_name(name, HOUR, now)}-{crc32(page.encode()) % MARKS}", 1, HOUR):
        for stretch in (HOUR, DAY):
            add_to(_name(name, stretch, now), lasts=2 * stretch)
    return 0


def _name(name: str, seconds: int, moment: float) -> str:
    return f"opened-{name}-{seconds}-{int(moment // seconds)}"
