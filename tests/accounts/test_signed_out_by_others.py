"""Whoever was in stays in no longer than its member, or those who run the site, want."""

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import sanction, withdraw_consent
from community.accounts.adapter import AccountAdapter
from community.accounts.consents import Subject
from community.accounts.models import Sanction, User
from tests.accounts.factors import PASSWORD, code_now, sign_in, signed_in, with_address, with_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OFFER, ALL_OTHERS = "sign them out", reverse("accounts:end_other_sign_ins")


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


@pytest.fixture
def bo():
    return with_address(make_user("Bo", password=PASSWORD))


def is_in(client):
    return client.get("/settings/").status_code == 200


def command(*words):
    out = StringIO()
    call_command("sign_out", *words, stdout=out)
    return out.getvalue()


def test_one_member_is_signed_out_everywhere_and_nobody_else(kestrel, bo):
    hers, his = [signed_in(kestrel), signed_in(kestrel)], signed_in(bo)

    said = command("kestrel")

    assert said.startswith("Sign-ins ended: 2.")
    assert ([is_in(one) for one in hers], is_in(his)) == ([False, False], True)
    assert [event.result for event in kestrel.sign_in_events.newest_first()[:2]] == ["by_team", "by_team"]


def test_everybody_is_signed_out(kestrel, bo):
    everybody = [signed_in(kestrel), signed_in(bo)]

    assert command("--all").startswith("Sign-ins ended: 2.")

    assert [is_in(one) for one in everybody] == [False, False]
    assert not Session.objects.exists()
    assert bo.sign_in_events.newest_first()[0].result == "by_team"


def test_who_is_between_the_password_and_the_second_step_begins_again(kestrel):
    client, answer = sign_in(with_app(kestrel))
    assert answer.url == reverse("mfa_authenticate")

    command("Kestrel")

    assert client.post(reverse("mfa_authenticate"), {"code": code_now()}).url == reverse("account_login")


def test_what_a_suspended_member_still_reaches_ends_too(kestrel):
    client = signed_in(kestrel)
    sanction(kestrel, kind=Sanction.Kind.SUSPENSION, until=None, now=timezone.now())
    assert client.get("/paused/").status_code == 200

    command("Kestrel")

    assert client.get("/paused/").status_code != 200


@pytest.mark.parametrize("words", [(), ("Kestrel", "--all"), ("Nobody1",)])
def test_without_a_clear_word_nobody_is_signed_out(kestrel, words):
    here = signed_in(kestrel)

    with pytest.raises(CommandError):
        command(*words)

    assert is_in(here)


def set_up_an_app(client):
    page = client.get("/accounts/2fa/totp/activate/")
    code = code_now(page.context["form"].secret)
    return client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)


def switch_it_off(client):
    return client.post("/accounts/2fa/totp/deactivate/", follow=True)


def make_new_codes(client):
    return client.post("/accounts/2fa/recovery-codes/generate/", follow=True)


@pytest.mark.parametrize("change", [set_up_an_app, switch_it_off, make_new_codes])
def test_after_a_change_of_the_second_step_the_others_can_be_signed_out(kestrel, change):
    here, others = signed_in(kestrel), [signed_in(kestrel) for _ in range(2)]
    if change is not set_up_an_app:
        with_app(kestrel)

    page = change(here).content.decode()

    assert OFFER in page
    assert f'action="{ALL_OTHERS}"' in page
    here.post(ALL_OTHERS)
    assert [is_in(one) for one in (here, *others)] == [True, False, False]


@pytest.mark.parametrize("path", ["/accounts/2fa/webauthn/", "/accounts/email/"])
def test_so_they_can_where_passkeys_and_addresses_are_changed(kestrel, path):
    here, _other = signed_in(kestrel), signed_in(kestrel)

    assert f'action="{ALL_OTHERS}"' in here.get(path).content.decode()


def test_whoever_is_signed_in_here_alone_is_offered_nothing(kestrel):
    assert ALL_OTHERS not in signed_in(kestrel).get("/accounts/2fa/").content.decode()


def test_a_new_password_takes_nothing_back_that_was_decided_meanwhile(kestrel):
    """Nor does it bring a yes back, or give a right again."""
    stale = User.objects.get(pk=kestrel.pk)
    sanction(kestrel, kind=Sanction.Kind.SUSPENSION, until=None, now=timezone.now())
    withdraw_consent(kestrel, subject=Subject.HEALTH, now=timezone.now())
    User.objects.filter(pk=kestrel.pk).update(is_moderator=True)
    before = User.objects.filter(pk=kestrel.pk).values()

    [was] = before.all()
    AccountAdapter().set_password(stale, "another quiet horse")

    [now] = before.all()
    assert {name for name in was if was[name] != now[name]} == {"password"}
    assert stale.check_password("another quiet horse")
