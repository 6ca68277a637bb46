"""No limit is so wide that it is none: what one account, one network or a stranger gets at most, in numbers."""

import pytest
from django.conf import settings as site

KINDS = {kind.name: kind for kind in (site.WRITES_LIMIT, site.UPLOADS_LIMIT, site.SOCKETS_LIMIT, *site.LIMITS)}
HOUR, DAY = 3_600, 24 * 3_600
MOST_IN_AN_HOUR = {  # of a member, of an address, of an address that is signed out; None: not counted apart
    "writes": (1_800, 9_000, 600),
    "uploads": (60, 300, None),
    "sockets": (7_200, 72_000, None),
    "by-themselves": (10_800, 108_000, None),
    "browser-reports": (3_600, 18_000, None),
    "machines": (None, 360_000, None),
    "search": (400, 2_400, 400),
    "typed-search": (1_200, 36_000, 3_600),
    "joining": (None, 60, None),
    "signing-in": (360, 720, None),
    "telling-the-team": (60, 120, 30),
    "useful": (60, 300, None),
    "report-pages": (300, 1_200, 300),
    "writing-to-strangers": (30, None, None),
    "answers-in-private": (600, None, None),
    "exports": (30, 300, None),
    "whole-files": (20, None, None),
    "mails-on-demand": (20, None, None),
}


def most_in_an_hour(amounts):
    """What the strictest of them lets through, hour after hour."""
    return min((amount.most * HOUR / amount.seconds for amount in amounts), default=None)


def test_every_kind_has_a_number_here():
    assert KINDS.keys() == MOST_IN_AN_HOUR.keys()


@pytest.mark.parametrize("name", MOST_IN_AN_HOUR)
def test_kind_lets_no_more_through_than_that(name):
    kind = KINDS[name]
    given = zip((kind.member, kind.address, kind.visitor), MOST_IN_AN_HOUR[name], strict=True)

    for amounts, most in given:
        assert bool(amounts) is (most is not None)
        assert most is None or most_in_an_hour(amounts) <= most
    assert all(amount.seconds <= DAY for amounts in (kind.member, kind.address, kind.visitor) for amount in amounts)


def test_one_member_writes_no_more_than_three_times_a_second_in_any_minute():
    """The hour alone would let a script write all of it at once."""
    short = {name: min(amount.most for amount in kind.member) for name, kind in KINDS.items() if kind.member}

    assert {name for name, most in short.items() if most > 180} == {"report-pages"}  # which are read


def test_nobody_tries_more_than_sixty_secrets_in_ten_minutes():
    (member,), (address,) = KINDS["signing-in"].member, KINDS["signing-in"].address

    assert (member.most, member.seconds) == (60, 600)
    assert (address.most, address.seconds) == (120, 600)


def test_strangers_are_written_to_by_one_member_a_hundred_times_a_day_at_most():
    amounts = {(amount.most, amount.seconds) for amount in KINDS["writing-to-strangers"].member}

    assert amounts == {(30, HOUR), (100, DAY)}
