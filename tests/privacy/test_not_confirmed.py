"""Whoever joined, never entered the code and never came back: name and address are not kept for ever."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from community.accounts.models import HeldName, User
from community.accounts.querysets import UNCONFIRMED
from community.core.turns import Turn
from community.notifications.models import Delivery
from community.privacy.leaving.actions import begin_unconfirmed, erase_due
from community.privacy.models import Leaving
from community.privacy.retention import lines_of
from tests.accounts.approving.factories import confirm, make_request, send_form, sign_in
from tests.accounts.factors import PASSWORD, signed_in, with_address
from tests.concurrency import at_once
from tests.factories import NOON, make_user

DAYS, MOMENT = timedelta(days=30), timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


def joined(name="Wren", *, confirmed=False, **fields):
    """By the form, which asks for the day of birth."""
    by_form = {"date_joined": NOON, "age_ok_at": NOON, "age_rule": 1, "guidelines_accepted_at": None}
    member = make_user(name, **{**by_form, **fields})
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=confirmed)
    return member


def go_on(now=NOON + DAYS):
    begin_unconfirmed(now=now, turn=Turn())
    return erase_due(now=now, turn=Turn())


@pytest.mark.django_db
def test_what_was_never_confirmed_goes_after_thirty_days_without_a_mail():
    joined()

    assert go_on(NOON + DAYS - MOMENT) == 0
    assert go_on() == 1

    assert not User.objects.filter(username="Wren").exists()
    assert [model for model in (EmailAddress, Delivery, HeldName) if model.objects.exists()] == []
    assert mail.outbox == []


@pytest.mark.django_db
def test_name_and_address_are_free_again(client):
    joined(email="me.wren@members.example")
    go_on()

    client, _sent = send_form(client=client)
    confirm(client)

    assert EmailAddress.objects.get().verified
    assert User.objects.get(username="Wren").last_login is not None


KEPT = {
    "confirmed": lambda: joined(confirmed=True),
    "was here": lambda: joined(last_login=NOON),
    "made by a command": lambda: joined(age_ok_at=None, age_rule=None),
    "runs the site": lambda: joined(is_superuser=True, is_staff=True),
    "on the team": lambda: joined(is_moderator=True),
    "an editor": lambda: joined(is_editor=True),
    "switched off by hand": lambda: joined(is_active=False),
    "waits for the team": lambda: make_request(now=NOON).member,
}


@pytest.mark.django_db
@pytest.mark.parametrize("make", KEPT.values(), ids=KEPT)
def test_others_are_left_alone(make):
    before = make()

    assert go_on(NOON + 10 * DAYS) == 0
    assert not Leaving.objects.exists()
    assert User.objects.get(pk=before.pk).is_active == before.is_active


@pytest.mark.django_db
def test_whoever_joins_by_the_pages_and_never_confirms_is_found(client, settings):
    settings.ASK_AGE = True
    client.post(reverse("accounts:age"), {"birth_day": "1", "birth_month": "2", "birth_year": "1960"})
    send_form(client=client)
    member = User.objects.get()

    assert go_on(member.date_joined + DAYS) == 1
    assert not User.objects.filter(username="Wren").exists()


@pytest.mark.django_db
def test_from_then_on_nobody_gets_in():
    joined(password=PASSWORD)
    begin_unconfirmed(now=NOON + DAYS, turn=Turn())

    client, _answer = sign_in()

    assert client.get("/settings/").status_code == 302
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_begin_it_once():
    joined()

    numbers = at_once(*[lambda: begin_unconfirmed(now=NOON + DAYS, turn=Turn())] * 2)

    assert sorted(numbers) == [0, 1]
    assert Leaving.objects.count() == 1


@pytest.mark.django_db
def test_the_privacy_page_says_so(client):
    page = " ".join(re.sub(r"<[^>]+>", " ", client.get("/privacy/").content.decode()).split())

    assert "An account whose e-mail address was never confirmed" in page
    assert "30 days after you joined" in page
    assert lines_of(EmailAddress)["verified"].period.length == UNCONFIRMED


@pytest.mark.django_db
def test_a_member_who_adds_such_an_address_reads_what_to_do():
    joined()
    client = signed_in(with_address(make_user("Ada", password=PASSWORD)))
    client.post(reverse("account_email"), {"email": "wren@members.example", "action_add": ""})

    page = confirm(client).content.decode()

    assert "Another account has this address" in page
    assert "goes by itself 30 days after it was made" in page
