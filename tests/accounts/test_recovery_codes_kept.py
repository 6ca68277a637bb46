"""Recovery codes lie there as salted hashes once they were shown; who reads the database with every key has none."""

import json
from io import StringIO

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import identify_hasher
from django.core.management import call_command
from django.urls import reverse

from community.accounts.tasks import forget_ended_sessions
from community.core.sealing import new_key
from tests.accounts.factors import (
    PASSWORD,
    code_now,
    confirm,
    recovery_codes_of,
    sign_in,
    signed_in,
    with_address,
    with_app,
)
from tests.accounts.test_enumeration import HASHED
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CODES = reverse("mfa_view_recovery_codes")


@pytest.fixture
def shown():
    """A member, and the codes that stood on the page."""
    member = with_address(make_user("Kestrel", password=PASSWORD))
    client = signed_in(member)
    codes = recovery_codes_of(with_app(member))
    page = confirm(client) and client.get(CODES).content.decode()
    assert all(f"{code[:4]} {code[4:]}" in page for code in codes)
    return member, codes


def row_of(member):
    return member.authenticator_set.get(type="recovery_codes")


def opens(member, code):
    client, answer = sign_in(member)
    assert answer.url == reverse("mfa_authenticate")
    return client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302


def test_seed_is_gone_and_each_code_has_a_hash_with_a_salt_of_its_own(shown):
    member, codes = shown
    data = row_of(member).data
    hashes = [decrypt(one) for one in data["migrated_codes"]]

    assert sorted(data) == ["migrated_codes", "viewed_at"]
    assert len(hashes) == len({identify_hasher(one).decode(one)["salt"] for one in hashes}) == 10
    assert not [code for code in codes if code in json.dumps([data, hashes])]


def test_each_still_opens_the_door_once(shown):
    member, codes = shown

    assert [opens(member, code) for code in (codes[3], f"{codes[0][:4]}-{codes[0][4:]}", codes[3])] == [
        True,
        True,
        False,
    ]
    assert len(row_of(member).data["migrated_codes"]) == 8


def test_a_hash_opens_nothing(shown):
    member, _codes = shown
    kept = row_of(member).data["migrated_codes"][0]

    assert [opens(member, stolen) for stolen in (kept, decrypt(kept), "")] == [False, False, False]


def test_the_app_goes_on(shown):
    member, _codes = shown

    assert opens(member, code_now())


def test_codes_from_before_are_hashed_when_one_is_used_and_none_comes_back(shown):
    """A row as it was kept until now: shown, with its seed."""
    member, _codes = shown
    row_of(member).delete()
    RecoveryCodes.activate(member)
    codes = recovery_codes_of(member)
    row = row_of(member)
    type(row).objects.filter(pk=row.pk).update(data=row.data | {"viewed_at": 1.0})

    assert [opens(member, code) for code in (codes[0], codes[0], codes[1])] == [True, False, True]
    assert "seed" not in row_of(member).data


def test_codes_from_before_that_nobody_uses_are_hashed_by_the_clock(shown):
    member, _codes = shown
    row_of(member).delete()
    RecoveryCodes.activate(member)
    codes, row = recovery_codes_of(member), row_of(member)
    forget_ended_sessions()
    assert "seed" in row_of(member).data  # nobody has seen these yet
    type(row).objects.filter(pk=row.pk).update(data=row.data | {"viewed_at": 1.0})

    forget_ended_sessions()

    assert "seed" not in row_of(member).data
    assert opens(member, codes[9])


def test_hashes_get_a_new_key_with_everything_else_and_the_old_one_can_go(shown, settings):
    member, codes = shown
    new = new_key()
    settings.FIELD_KEYS = [new, *settings.FIELD_KEYS]

    call_command("rotate_keys", "--quiet", stdout=StringIO())
    settings.FIELD_KEYS = [new]

    assert opens(member, codes[5])


def test_a_seed_whose_key_is_away_is_not_lost(shown, settings):
    member, _codes = shown
    row_of(member).delete()
    RecoveryCodes.activate(member)
    codes, keys = recovery_codes_of(member), settings.FIELD_KEYS
    settings.FIELD_KEYS = [new_key()]

    row_of(member).wrap().mark_as_viewed()
    settings.FIELD_KEYS = keys

    assert opens(member, codes[2])


@pytest.fixture
def counting(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_enumeration.Counting"]


def cost_of(client, code):
    HASHED.clear()
    page = client.post(reverse("mfa_authenticate"), {"code": code})
    return HASHED["runs"], "one try too many" in page.content.decode()


def test_a_closed_step_hashes_nothing_and_tells_nothing(counting, shown):
    member, codes = shown
    client, _answer = sign_in(member)

    tries = [cost_of(client, "87654321") for _ in range(6)]

    assert tries == [(10, False)] * 5 + [(0, True)]
    assert cost_of(client, codes[0]) == (0, True)  # the right one takes as long as any other


@pytest.mark.parametrize("which", [0, 9])
def test_right_code_costs_what_a_wrong_one_does(counting, shown, which):
    member, codes = shown
    client, _answer = sign_in(member)

    assert cost_of(client, codes[which]) == (10, False)
