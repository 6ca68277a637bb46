"""Nobody learns who is a member: known and unknown addresses get the same words and status, for the same work.

Work is counted, not timed: password hashes, which are nearly all of it, queries, and mails.
"""

from collections import Counter
from contextlib import contextmanager

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.accounts.models import User
from tests.accounts.approving.factories import make_request
from tests.accounts.factors import PASSWORD, with_address
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
HASHED = Counter()
KNOWN, UNKNOWN = "kestrel@members.example", "nobody@members.example"


class Counting(MD5PasswordHasher):
    algorithm = "counting"

    def encode(self, password, salt):
        HASHED["runs"] += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def kestrel(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_enumeration.Counting"]
    return with_address(make_user("Kestrel", password=PASSWORD))


@contextmanager
def counted():
    HASHED.clear()
    mail.outbox.clear()
    with CaptureQueriesContext(connection) as queries:
        yield queries


def asked(name, fields, typed):
    """What a fresh browser gets, with what was typed taken out of the words; and what it cost."""
    client = Client()
    client.get(reverse(name))
    with counted() as queries:
        first = client.post(reverse(name), fields)
        cost = (HASHED["runs"], len(mail.outbox))
    shown = first if first.status_code == 200 else client.get(first.url)
    words = shown.content.decode().replace(typed, "…")
    return (first.status_code, first.headers.get("Location", ""), without_tokens(words)), cost, len(queries)


def without_tokens(words):
    lines = words.splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


CASES = [
    ("account_login", lambda address: {"login": address, "password": "not this one"}),
    ("account_reset_password", lambda address: {"email": address}),
    ("account_request_login_code", lambda address: {"email": address}),
    ("account_signup", lambda address: {"username": "Wren", "email": address, "password1": PASSWORD}),
]


@pytest.mark.parametrize(("name", "fields"), CASES, ids=[name for name, _ in CASES])
def test_known_and_unknown_address_get_the_same_answer_for_the_same_work(name, fields):
    known = asked(name, fields(KNOWN), KNOWN)
    unknown = asked(name, fields(UNKNOWN), UNKNOWN)

    assert known[0] == unknown[0]
    assert known[1] == unknown[1]


@pytest.mark.parametrize(("name", "fields"), CASES, ids=[name for name, _ in CASES])
def test_nobody_learns_who_waits_for_the_team(settings, name, fields):
    settings.SIGN_UP, waiting = "approval", make_request("Heron", now=NOON).member.email

    assert asked(name, fields(waiting), waiting)[:2] == asked(name, fields(UNKNOWN), UNKNOWN)[:2]


def test_known_and_unknown_pseudonym_get_the_same_answer_at_sign_in():
    answers = [asked("account_login", {"login": name, "password": "no"}, name) for name in ("Kestrel", "Nobody")]

    assert answers[0][:2] == answers[1][:2]


@pytest.mark.parametrize(("name", "fields"), CASES[:3], ids=[name for name, _ in CASES[:3]])
def test_queries_tell_no_more_than_a_few_lookups(name, fields):
    """Milliseconds beside a hash of a tenth of a second, and beside the mail that each of them writes."""
    known, unknown = asked(name, fields(KNOWN), KNOWN)[2], asked(name, fields(UNKNOWN), UNKNOWN)[2]

    assert abs(known - unknown) <= 3


def test_address_that_is_not_confirmed_yet_is_answered_alike():
    EmailAddress.objects.create(user=make_user("Bo"), email="bo@members.example", verified=False, primary=True)

    known = asked("account_reset_password", {"email": "bo@members.example"}, "bo@members.example")
    unknown = asked("account_reset_password", {"email": UNKNOWN}, UNKNOWN)

    assert known[:2] == unknown[:2]


@pytest.mark.parametrize("typed", [KNOWN, UNKNOWN])
def test_whoever_mistyped_the_address_joins_again_under_the_same_pseudonym(client, typed):
    """Known or not, it goes the same way: allauth would let only one of them change it."""
    form = {"username": "Wren", "email": typed, "password1": PASSWORD}
    client.post(reverse("account_signup"), form)

    assert client.post(reverse("accounts:start_again")).url == reverse("account_signup")
    answer = client.post(reverse("account_signup"), {**form, "email": "w@members.example"})
    assert answer.url == reverse("account_email_verification_sent")
    assert set(User.objects.values_list("username", flat=True)) == {"Kestrel", "Wren"}


def test_starting_again_takes_nobody_away_who_has_an_account(client, kestrel):
    client.post(reverse("account_login"), {"login": "Kestrel", "password": PASSWORD})

    client.post(reverse("accounts:start_again"))

    assert User.objects.filter(pk=kestrel.pk).exists()
