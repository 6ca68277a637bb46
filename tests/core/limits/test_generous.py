"""What people do with their hands stays below every limit, also with hands that shake."""

import pytest
from django.conf import settings as site

from community.core.limits.amounts import Amount, Kind

KINDS = [site.WRITES_LIMIT, site.UPLOADS_LIMIT, site.SOCKETS_LIMIT, *site.LIMITS]
SAVES_IN_A_MINUTE = 60 / 2 + 60 / 3  # 2 s after the last key, and each time a field is left (behaviors/draft.js)
GUARD = 0.4  # seconds in which a second press is none (behaviors/guard-double-submit.js)


def named(name) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


def most_in_a_minute(amounts: tuple[Amount, ...]) -> int:
    return next(amount.most for amount in amounts if amount.seconds == 60)


def test_drafts_of_two_tabs_typed_in_without_a_pause_are_all_saved():
    assert most_in_a_minute(named("by-themselves").member) > 2 * SAVES_IN_A_MINUTE


def test_a_key_that_is_held_down_for_half_a_minute_is_forgiven():
    assert most_in_a_minute(site.WRITES_LIMIT.member) >= 30 / GUARD


def test_a_room_full_of_people_may_share_one_address():
    """A support group of thirty that joins, signs in and writes in the same hour, each with three mistakes."""
    hour = {kind.name: next((a.most for a in kind.address if a.seconds == 3600), None) for kind in KINDS}

    assert hour["joining"] >= 30 * 2
    assert hour["writes"] >= 30 * 60


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_networks_get_more_than_one_member(kind):
    shared = {amount.seconds: amount.most for amount in kind.address}

    assert all(shared[amount.seconds] > amount.most for amount in kind.member if amount.seconds in shared)


def test_names_are_those_of_one_kind_each():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
