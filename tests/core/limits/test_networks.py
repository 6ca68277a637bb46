"""Where a request comes from: told apart for a day, behind proxies too, and never written down."""

import pytest
import time_machine

from community.core.limits.networks import mark_of, network_of
from tests.factories import NOON

HERE = "198.51.100.7"


def test_mark_holds_no_address_and_is_another_tomorrow():
    with time_machine.travel(NOON, tick=False) as clock:
        today = mark_of(forwarded="", remote=HERE)
        clock.shift(24 * 3600)
        tomorrow = mark_of(forwarded="", remote=HERE)

    assert HERE not in today
    assert today
    assert today != tomorrow


def test_household_is_one_network():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")


def test_older_address_in_new_clothes_is_the_older_one():
    assert network_of("::ffff:198.51.100.7") == network_of(HERE)


def test_only_what_our_proxies_wrote_is_believed(settings):
    settings.TRUSTED_PROXY_COUNT = 1

    honest = mark_of(forwarded=HERE, remote="10.0.0.1")
    assert mark_of(forwarded=f"203.0.113.9, {HERE}", remote="10.0.0.1") == honest
    assert mark_of(forwarded=f"{HERE}, 203.0.113.9", remote="10.0.0.1") != honest


def test_without_a_proxy_the_header_counts_for_nothing():
    assert mark_of(forwarded="203.0.113.9", remote=HERE) == mark_of(forwarded="", remote=HERE)


@pytest.mark.parametrize("remote", ["", "unix:", "127.0.0.1", "::1", "not an address"])
def test_machine_itself_and_what_is_no_address_have_no_mark(remote):
    assert mark_of(forwarded="", remote=remote) == ""


def test_fewer_proxies_than_counted_have_no_mark(settings):
    settings.TRUSTED_PROXY_COUNT = 2

    assert mark_of(forwarded=HERE, remote="10.0.0.1") == ""
