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
