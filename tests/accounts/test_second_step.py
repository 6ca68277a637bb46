"""The second step: an app, recovery codes shown once, and what a stolen database or a watched code is worth."""

import json
import re
from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from community.core.sealing import new_key
from community.signing_in import FACTORS
from tests.accounts.factors import (
    PASSWORD,
    SECRET,
    code_now,
    confirm,
    recovery_codes_of,
    sign_in,
    signed_in,
    with_address,
    with_app,
)
from tests.concurrency import at_once
from tests.factories import make_user

pytestmark = pytest.mark.django_db
SETUP, INDEX, CODES = "/accounts/2fa/totp/activate/", "/accounts/2fa/", "/accounts/2fa/recovery-codes/"


@pytest.fixture
def strict(settings):
    """As sites have it: tests/settings.py is more patient."""
    settings.MFA_TOTP_TOLERANCE = FACTORS["MFA_TOTP_TOLERANCE"]


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


@pytest.fixture
def guarded(kestrel):
    return with_app(kestrel)


def key_on(page):
    return re.search(r'class="key"><code>([A-Z2-7 ]+)<', page).group(1)


def test_app_is_set_up_with_a_picture_and_a_key_in_fours(kestrel):
    client = signed_in(kestrel)
    confirm(client)

    page = client.get(SETUP).content.decode()
    key = key_on(page)
    answer = client.post(SETUP, {"code": code_now(key.replace(" ", ""))})

    assert 'src="data:image/svg+xml;base64,' in page
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", key)
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert kestrel.authenticator_set.filter(type="totp").exists()


def test_wrong_code_keeps_the_same_key_on_the_page(kestrel):
    client = signed_in(kestrel)
    confirm(client)
    key = key_on(client.get(SETUP).content.decode())

    page = client.post(SETUP, {"code": "000000"}).content.decode()

    assert "That is not the code." in page
    assert "Error:" in page
    assert key_on(page) == key


def test_recovery_codes_are_shown_once_and_counted_after(guarded):
    client = signed_in_with(guarded, code_now())
    confirm(client)

    codes = recovery_codes_of(guarded)

    first, second = (client.get(CODES).content.decode() for _ in range(2))

    for code in codes:
        assert f"{code[:4]} {code[4:]}" in first
        assert code[:4] not in re.sub(r"<[^>]*>", "", second)
    assert "10 of 10 codes are left" in second


def test_new_recovery_codes_end_the_old_ones(guarded):
    client = signed_in_with(guarded, code_now())
    confirm(client)
    old = recovery_codes_of(guarded)

    client.post(f"{CODES}generate/")

    assert not set(old) & set(recovery_codes_of(guarded))
    assert "10 codes are left" in client.get(INDEX).content.decode()


def signed_in_with(member, code):
    client, answer = sign_in(member)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get("/settings/").status_code == 302  # the password alone opens nothing
    answer = client.post(reverse("mfa_authenticate"), {"code": code})
    assert answer.status_code == 302, answer.content
    assert client.get("/settings/").status_code == 200
    return client


@pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 302), (29, 302), (30, 200)])
def test_code_is_good_while_the_app_shows_it(guarded, strict, time_machine, seconds, status):
    time_machine.move_to("2026-11-22 12:00:00Z", tick=False)
    code = code_now()
    time_machine.shift(seconds)
    client, _ = sign_in(guarded)

    answer = client.post(reverse("mfa_authenticate"), {"code": code})

    assert answer.status_code == status
    assert status == 302 or "is good for half a minute: wait for the next one" in answer.content.decode()


@pytest.mark.parametrize("written", ["{} {}", "{}-{}", "{}{}"])
def test_recovery_code_opens_the_door_once(guarded, written):
    code = recovery_codes_of(guarded)[0]
    signed_in_with(guarded, written.format(code[:4], code[4:]))

    client, _ = sign_in(guarded)
    page = client.post(reverse("mfa_authenticate"), {"code": code}).content.decode()
    assert "That is not the code." in page
    assert len(recovery_codes_of(guarded)) == 9


@pytest.mark.parametrize("later", [0, 29, 31])
def test_code_that_somebody_watched_is_good_no_second_time(guarded, strict, time_machine, later):
    time_machine.move_to("2026-11-22 12:00:00Z", tick=False)
    code = code_now()
    signed_in_with(guarded, code)
    time_machine.shift(later)

    client, _ = sign_in(guarded)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_code_that_comes_twice_at_once_is_good_once(guarded):
    """allauth notes a code in the moment in which it looks whether it was used; nothing of ours stands behind that."""
    between, code = [sign_in(guarded)[0] for _ in range(4)], code_now()

    sent = [partial(client.post, reverse("mfa_authenticate"), {"code": code}) for client in between]

    assert sorted(answer.status_code for answer in at_once(*sent)) == [200, 200, 200, 302]


def test_the_app_is_switched_off_and_its_recovery_codes_with_it(guarded):
    client = signed_in_with(guarded, code_now())
    confirm(client)

    client.post("/accounts/2fa/totp/deactivate/")

    assert not guarded.authenticator_set.exists()
    signed_in(guarded)


def test_without_confirming_anew_nothing_is_changed(guarded, time_machine, settings):
    settings.CONFIRM_AGAIN = True
    client = signed_in_with(guarded, code_now())
    time_machine.move_to(timezone.now() + timedelta(hours=1))

    for address in ("/accounts/2fa/totp/deactivate/", f"{CODES}generate/"):
        assert client.post(address).url.startswith(reverse("account_reauthenticate"))
    assert guarded.authenticator_set.count() == 2


def test_copy_of_the_database_holds_no_secret(guarded):
    rows = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in rows
    assert not re.search(r"\b[0-9a-f]{80}\b", rows)


def test_with_a_lost_key_nothing_fits_and_no_page_breaks(guarded, settings):
    recovery, code = recovery_codes_of(guarded)[0], code_now()
    settings.FIELD_KEYS = [new_key()]
    client, _ = sign_in(guarded)

    for tried in (recovery, code):
        page = client.post(reverse("mfa_authenticate"), {"code": tried}).content.decode()
        assert "That is not the code." in page


@pytest.mark.django_db(transaction=True)
def test_change_is_told_by_a_neutral_mail_without_an_address(kestrel):
    client = signed_in(kestrel)
    confirm(client)
    key = key_on(client.get(SETUP).content.decode())
    mail.outbox.clear()
    client.post(SETUP, {"code": code_now(key.replace(" ", ""))}, REMOTE_ADDR="198.51.100.7")

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([kestrel.email], "Your account was changed · Steadfold")
    assert "An app was set up" in letter.body
    assert "198.51.100.7" not in letter.body
