"""Signing in with a code that comes by mail: the password stays possible, and the second step stays asked for."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from tests.accounts.factors import PASSWORD, code_now, signed_in, with_address, with_app
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
ASK, ENTER = reverse("account_request_login_code"), reverse("account_confirm_login_code")


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


def asked(client, address="kestrel@members.example"):
    answer = client.post(ASK, {"email": address})
    assert answer.url == ENTER
    return mail.outbox[-1]


def code_in(letter):
    return re.search(r"signing in is:\s+(\S+)", letter.body).group(1)


def test_code_from_the_mail_signs_in(client, kestrel):
    letter = asked(client)

    assert client.post(ENTER, {"code": code_in(letter)}).status_code == 302
    assert client.get("/settings/").status_code == 200


def test_mail_is_neutral_and_the_password_still_works(client, kestrel):
    letter = asked(client)

    assert (letter.subject, letter.to) == ("Your code · Steadfold", [kestrel.email])
    assert "spasm" not in letter.body + letter.subject
    signed_in(kestrel)


def test_sign_in_page_offers_it(client):
    assert f'href="{ASK}"' in client.get(reverse("account_login")).content.decode()


def test_wrong_code_is_said_plainly_and_six_of_them_end_it(client, kestrel):
    letter = asked(client)
    pages = [client.post(ENTER, {"code": "WRONG-CODE"}) for _ in range(6)]

    assert "That is not the code." in pages[0].content.decode()
    assert pages[-1].status_code == 302
    client.post(ENTER, {"code": code_in(letter)})
    assert client.get("/settings/").status_code == 302


def test_code_is_good_on_the_device_that_asked_alone(client, kestrel):
    letter, elsewhere = asked(client), Client()

    elsewhere.post(ENTER, {"code": code_in(letter)})

    assert elsewhere.get("/settings/").status_code == 302


def test_second_step_is_asked_for_all_the_same(client, kestrel):
    with_app(kestrel)

    assert client.post(ENTER, {"code": code_in(asked(client))}).url == reverse("mfa_authenticate")
    assert client.get("/settings/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert client.get("/settings/").status_code == 200


def test_suspended_member_is_told_so_and_not_let_in(client, kestrel):
    sanction(kestrel, kind=Sanction.Kind.SUSPENSION, until=None, now=NOON)

    answer = client.post(ENTER, {"code": code_in(asked(client))})

    assert answer.url == reverse("accounts:paused")
    assert client.get("/settings/").status_code == 302


LATER = 10 * 60 + 1  # seconds


def test_late_code_is_said_to_be_late_and_the_same_page_sends_another(client, kestrel, time_machine):
    time_machine.move_to(NOON, tick=False)
    first = asked(client)
    time_machine.shift(LATER)

    page = client.post(ENTER, {"code": code_in(first)}).content.decode()
    assert "This code was good for ten minutes, and they are over." in page
    assert client.get("/settings/").status_code == 302
    client.post(ENTER, {"action": "resend"})
    time_machine.shift(LATER - 2)

    assert client.post(ENTER, {"code": code_in(mail.outbox[-1])}).status_code == 302
    assert client.get("/settings/").status_code == 200


def test_code_is_good_for_ten_minutes(client, kestrel, time_machine):
    time_machine.move_to(NOON, tick=False)
    letter = asked(client)
    time_machine.shift(LATER - 1)

    client.post(ENTER, {"code": code_in(letter)})

    assert client.get("/settings/").status_code == 200


def test_a_code_that_was_not_sent_anew_is_no_younger(client, kestrel, time_machine):
    """Of two new ones the second is refused when the page sent all it may; the last stays as old as it is."""
    time_machine.move_to(NOON, tick=False)
    asked(client)
    for _ in range(4):
        time_machine.shift(60)
        client.post(ENTER, {"action": "resend"})
    last = mail.outbox[-1]
    assert len(mail.outbox) == 3
    time_machine.shift(8 * 60 + 1)

    assert "are over" in client.post(ENTER, {"code": code_in(last)}).content.decode()


def test_page_that_waited_for_too_long_says_so(client, kestrel, time_machine):
    time_machine.move_to(NOON, tick=False)
    letter = asked(client)
    time_machine.shift(30 * 60 + 1)

    page = client.post(ENTER, {"code": code_in(letter)}, follow=True).content.decode()

    assert "This page waited for half an hour, and no longer. Ask for a new code." in page


def test_of_an_address_without_account_the_same_is_said(client, kestrel, time_machine):
    time_machine.move_to(NOON, tick=False)
    client.post(ASK, {"email": "nobody@members.example"})
    time_machine.shift(LATER)

    assert "are over" in client.post(ENTER, {"code": "QKRN-WPDT"}).content.decode()


def test_code_for_joining_ends_and_is_followed_by_another(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    join, page = reverse("account_signup"), reverse("account_email_verification_sent")
    client.post(join, {"username": "Wren", "email": "w@members.example", "password1": PASSWORD})
    first = re.search(r"code is:\s+(\S+)", mail.outbox[-1].body).group(1)
    time_machine.shift(LATER)

    assert "are over" in client.post(page, {"code": first}).content.decode()
    client.post(page, {"action": "resend"})
    code = re.search(r"code is:\s+(\S+)", mail.outbox[-1].body).group(1)
    client.post(page, {"code": code})
    assert client.get("/settings/").status_code == 200


def test_joining_that_took_too_long_goes_on_by_signing_in(client, time_machine):
    time_machine.move_to(NOON, tick=False)
    client.post(reverse("account_signup"), {"username": "Wren", "email": "w@members.example", "password1": PASSWORD})
    time_machine.shift(30 * 60 + 1)

    page = client.get(reverse("account_email_verification_sent"), follow=True)

    assert page.request["PATH_INFO"] == reverse("account_login")
    assert "This page waited for half an hour, and no longer. Sign in, and a new code comes." in page.content.decode()
    client.post(reverse("account_login"), {"login": "Wren", "password": PASSWORD})
    code = re.search(r"code is:\s+(\S+)", mail.outbox[-1].body).group(1)
    client.post(reverse("account_email_verification_sent"), {"code": code})
    assert client.get("/settings/").status_code == 200
