"""Different pages in the last hour and day, counted without keeping which."""

import subprocess
import sys

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from redis import ConnectionError as NoRedis

from community.core.limits.distinct import Most, open_page, opened_by
from tests.factories import NOON

MOST = Most(hour=20, day=30)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def read(pages, name="ada"):
    """How many of them were refused."""
    return sum(open_page(name, f"/threads/{page}/", MOST) > 0 for page in pages)


def test_the_same_pages_again_and_again_are_few():
    assert read(list(range(5)) * 100) == 0
    assert opened_by("ada")[0].number == 5


def test_more_pages_than_allowed_are_refused_and_not_counted():
    assert read(range(50)) == 30
    assert opened_by("ada")[0].number == 20


def test_everybody_is_counted_alone():
    read(range(50))

    assert read(range(20), name="bo") == 0


def test_room_comes_back_bit_by_bit(clock):
    read(range(20))
    clock.shift(3600 + 1800)  # half of that hour is longer ago than an hour

    assert opened_by("ada")[0].number == 10
    assert read(range(100, 120)) == 10


def test_wait_is_as_long_as_it_says(clock):
    read(range(20))
    clock.shift(600)

    wait = open_page("ada", "/threads/new/", MOST)
    assert wait == 3600 - 600
    clock.shift(wait + 200)
    assert open_page("ada", "/threads/new/", MOST) == 0


def test_wait_in_the_hour_after_is_as_long_as_it_says(clock):
    read(range(20))
    clock.shift(3600 + 1800)
    read(range(100, 110))

    wait = open_page("ada", "/threads/new/", MOST)
    clock.shift(wait - 2)
    assert open_page("ada", "/threads/new/", MOST) > 0
    clock.shift(3)
    assert open_page("ada", "/threads/new/", MOST) == 0


def test_day_is_counted_beside_the_hour(clock):
    for hour in range(3):
        read(range(hour * 100, hour * 100 + 10))
        clock.shift(2 * 3600)

    assert [stretch.number for stretch in opened_by("ada")] == [0, 30]
    assert read([999]) == 1


def test_no_page_stands_in_the_cache(settings):
    read([7])

    if settings.EMBEDDED:
        assert "threads" not in "".join(cache._cache)


class Away(LocMemCache):
    def get_many(self, *args, **kwargs):
        raise NoRedis


def test_everything_can_be_read_while_the_cache_is_away(settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.Away"}}

    assert read(range(50)) == 0


ELSEWHERE = """
import sys, django; django.setup()
from community.core.limits.distinct import Most, open_page
print([open_page("ada", f"/{sys.argv[1]}/{page}/", Most(hour=25, day=999)) > 0 for page in range(10)].count(True))
"""


@pytest.mark.services  # one process has one memory; several share Redis
def test_processes_count_together():
    said = [subprocess.check_output([sys.executable, "-c", ELSEWHERE, str(n)], text=True).split()[-1] for n in range(3)]

    assert sum(map(int, said)) in range(3, 8)  # five, unless two pages share a mark, or an hour begins meanwhile
