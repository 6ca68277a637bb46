"""How acts are counted: for each member and each network, in the cache, in every process together."""

import subprocess
import sys

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from redis import ConnectionError as NoRedis

from community.core.limits.amounts import Amount, Kind
from community.core.limits.counting import Outage, Who, seconds_to_wait
from tests.factories import NOON

POSTS = Kind("posts", member=(Amount(2, 60), Amount(3, 3600)), address=(Amount(4, 60),), visitor=(Amount(1, 60),))
ADA, BO, VISITOR = Who("1", "somewhere"), Who("2", "somewhere"), Who("", "elsewhere")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def tries(who, times, kinds=(POSTS,)):
    return [seconds_to_wait(who, kinds) for _ in range(times)]


def test_third_in_a_minute_waits_for_the_next_minute(clock):
    clock.shift(20)

    assert tries(ADA, 3) == [0, 0, 40]
    clock.shift(40)
    assert tries(ADA, 1) == [3600 - 60]  # the fourth of this hour


def test_members_behind_one_address_share_its_limit_alone():
    assert tries(ADA, 2) + tries(BO, 2) == [0, 0, 0, 0]
    assert tries(Who("3", "somewhere"), 1) == [60]
    assert tries(Who("3", "at-home"), 1) == [0]


def test_visitors_have_a_limit_of_their_own():
    assert tries(VISITOR, 2) == [0, 60]


def test_who_comes_from_nowhere_known_is_not_counted():
    assert tries(Who("", ""), 9) == [0] * 9


def test_kinds_are_counted_apart():
    other = Kind("other", member=(Amount(1, 60),))

    assert tries(ADA, 2) == [0, 0]
    assert tries(ADA, 1, [other]) == [0]
    assert tries(ADA, 1, [POSTS, other]) == [60]


def test_factor_multiplies_everything(settings):
    settings.LIMITS_FACTOR = 1.5

    assert tries(ADA, 4) == [0, 0, 0, 60]


class Away(LocMemCache):
    asked = 0

    def add(self, *args, **kwargs):
        Away.asked += 1
        raise NoRedis


def test_site_goes_on_without_its_cache_and_says_so_once(settings, caplog, clock):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.Away"}}
    Away.asked = 0

    assert tries(ADA, 9) == [0] * 9
    Outage.until = 0.0  # the rest is over, and it is away still
    assert tries(ADA, 9) == [0] * 9

    assert caplog.text.count("No limits while the cache is away") == 1
    assert Away.asked == 2  # once for each rest, not for each write


def test_limits_are_back_with_the_cache(settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.Away"}}
    assert tries(ADA, 3) == [0, 0, 0]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "back"}}
    Outage.until = 0.0

    assert tries(ADA, 3) == [0, 0, 60]
    cache.clear()


ELSEWHERE = """
import django; django.setup()
from community.core.limits.amounts import Amount, Kind
from community.core.limits.counting import Who, seconds_to_wait
print(seconds_to_wait(Who("1", ""), [Kind("posts", member=(Amount(3, 10**10),))]) > 0)
"""


@pytest.mark.services  # one process has one memory; several share Redis
def test_processes_count_together():
    said = [subprocess.check_output([sys.executable, "-c", ELSEWHERE], text=True).split()[-1] for _ in range(4)]

    assert said == ["False", "False", "False", "True"]
