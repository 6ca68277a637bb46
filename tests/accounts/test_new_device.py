"""A sign-in on a device that a member never used is told by mail; one on a device of theirs is not."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.accounts.known_devices import COOKIE, MOST
from community.notifications.outbox import letters_of
from tests.accounts.factors import PASSWORD, code_now, sign_in, signed_in, with_address, with_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD, time_zone="Europe/Berlin"))


def told():
    return [letter.to[0] for letter in mail.outbox if letter.subject.startswith("A new sign-in")]


def signed_out(client):
    client.post(reverse("account_logout"))
    return client


def test_first_sign_in_on_a_device_is_told_and_the_next_is_not(kestrel):
    client = signed_in(kestrel)
    assert told() == [kestrel.email]

    sign_in(kestrel, signed_out(client))
    assert told() == [kestrel.email]


def test_mail_says_what_and_when_and_where_to_go_and_no_address(kestrel, time_machine):
    time_machine.move_to("2026-11-22 12:00:00Z")
    sign_in(kestrel, Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR="198.51.100.7"))

    (letter,) = mail.outbox
    assert "Device: Firefox on Windows" in letter.body
    assert "When: 22 November 2026, 13:00" in letter.body
    assert reverse("account_reset_password") in letter.body
    assert "198.51.100.7" not in letter.body
    assert "spasm" not in (letter.body + letter.subject).lower()


def test_mail_cannot_be_stopped(kestrel):
    signed_in(kestrel)

    (dressed,) = letters_of(mail.outbox[-1])
    assert "List-Unsubscribe" not in str(vars(dressed))
    assert "Stop mails" not in dressed.text


def test_shared_device_knows_each_of_its_members(kestrel):
    client = signed_out(signed_in(kestrel))
    bo = with_address(make_user("Bo", password=PASSWORD))
    signed_out(sign_in(bo, client)[0])
    mail.outbox.clear()

    signed_out(sign_in(kestrel, client)[0])
    sign_in(bo, client)

    assert told() == []


def test_device_remembers_a_handful_and_no_more(kestrel):
    client = signed_out(signed_in(kestrel))
    for number in range(MOST):
        signed_out(sign_in(with_address(make_user(f"Bo{number}", password=PASSWORD)), client)[0])
    mail.outbox.clear()

    sign_in(kestrel, client)

    assert told() == [kestrel.email]


def test_made_up_cookie_makes_no_device_known(kestrel):
    client = Client()
    client.cookies[COOKIE] = "0123456789:made-up"

    sign_in(kestrel, client)

    assert told() == [kestrel.email]


def test_device_from_before_is_known_by_who_was_here_last(kestrel):
    client = signed_out(signed_in(kestrel))
    del client.cookies[COOKIE]
    mail.outbox.clear()

    sign_in(kestrel, client)

    assert told() == []


def test_only_a_whole_sign_in_is_told(kestrel):
    client, _ = sign_in(with_app(kestrel))
    assert told() == []

    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert told() == [kestrel.email]


def test_joining_is_no_news(client):
    client.post(reverse("account_signup"), {"username": "Wren", "email": "w@members.example", "password1": PASSWORD})
    code = mail.outbox[-1].body.split("code is:")[1].split()[0]
    client.post(reverse("account_email_verification_sent"), {"code": code})

    assert client.get("/settings/").status_code == 200
    assert told() == []


def test_new_password_is_told_too(kestrel):
    client = signed_in(kestrel)
    mail.outbox.clear()
    words = {"oldpassword": PASSWORD, "password1": "another horse at noon", "password2": "another horse at noon"}
    client.post(reverse("account_change_password"), words)

    (letter,) = mail.outbox
    assert letter.subject == "Your account was changed · Steadfold"
    assert "The password of your account was changed." in letter.body
