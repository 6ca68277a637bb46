"""Confirming again gives a new key, and the old one opens nothing; and every sign-in ends some day, however used."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.models import User
from community.accounts.sign_ins import members_signed_in
from tests.accounts.factors import PASSWORD, code_now, confirm, signed_in, with_address, with_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DAY = 24 * 3600
NEW_REMINDER = "/reminders/new/"


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


def with_key(key):
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = key
    return thief


def by_password(client):
    return confirm(client)


def by_app(client):
    with_app(User.objects.get(username="Kestrel"))
    return client.post(reverse("mfa_reauthenticate"), {"code": code_now()})


@pytest.mark.parametrize("again", [by_password, by_app])
def test_confirming_again_gives_a_new_key_and_ends_the_old_one(kestrel, again):
    here = signed_in(kestrel)
    old = here.session.session_key

    assert again(here).status_code == 302

    assert here.session.session_key != old
    assert here.get("/settings/").status_code == 200
    assert with_key(old).get("/settings/").status_code == 302
    assert list(members_signed_in([old], now=timezone.now())) == []


def test_the_device_stays_on_the_list_as_it_was(kestrel, time_machine):
    here = signed_in(kestrel)
    began = UserSession.objects.get(user=kestrel).created_at
    time_machine.move_to(timezone.now() + timedelta(days=3))

    confirm(here)

    row = UserSession.objects.get(user=kestrel)
    assert (row.session_key, row.created_at) == (here.session.session_key, began)


def test_a_wrong_password_changes_no_key(kestrel):
    here = signed_in(kestrel)
    old = here.session.session_key

    here.post(reverse("account_reauthenticate"), {"password": "not this one"})

    assert here.session.session_key == old


def used_daily(client, time_machine, *, days):
    start = timezone.now()
    for day in range(1, days + 1, 10):
        time_machine.move_to(start + timedelta(days=day))
        assert client.get("/settings/").status_code == 200
    time_machine.move_to(start + timedelta(days=days))


def test_sign_in_that_is_used_every_day_ends_after_the_longest_time(kestrel, time_machine):
    here = signed_in(kestrel)
    key = here.session.session_key
    used_daily(here, time_machine, days=settings.SIGN_IN_LASTS_AT_MOST // DAY)

    assert list(members_signed_in([key], now=timezone.now())) == []
    answer = here.get("/settings/", follow=True)

    assert answer.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "You signed in here a long time ago." in answer.content.decode()
    assert not Session.objects.filter(pk=key).exists()


def test_confirming_again_does_not_make_it_longer(kestrel, time_machine):
    here = signed_in(kestrel)
    used_daily(here, time_machine, days=settings.SIGN_IN_LASTS_AT_MOST // DAY - 1)
    confirm(here)
    time_machine.move_to(timezone.now() + timedelta(days=1))

    assert here.get("/settings/").status_code == 302


def test_signing_in_again_begins_anew_with_what_was_typed(kestrel, time_machine):
    here = signed_in(kestrel)
    here.get("/settings/")
    used_daily(here, time_machine, days=settings.SIGN_IN_LASTS_AT_MOST // DAY)

    answer = here.post(NEW_REMINDER, {"title": "The blue bottle"})
    assert answer.url == f"{reverse('account_login')}?next=/kept/"
    here.post(reverse("account_login"), {"login": "Kestrel", "password": PASSWORD})

    assert "The blue bottle" in here.get("/kept/").content.decode()
    used_daily(here, time_machine, days=14)


def test_sign_in_from_before_this_was_counted_has_all_of_it_before_it(kestrel, time_machine):
    here = signed_in(kestrel)
    session = here.session
    del session["began"], session["seen"]
    session.save()

    here.get("/settings/")
    used_daily(here, time_machine, days=80)

    assert here.get("/settings/").status_code == 200
