"""Join by the pages, as far as the team's answer."""

import re

from django.core import mail
from django.test import Client
from django.urls import reverse

from community.accounts.approving.actions import ask_team, wait_for_team
from community.accounts.models import SignUpRequest
from tests.accounts.factors import PASSWORD, with_address
from tests.factories import make_user

SIGNUP, LOGIN, WAITING, GIVE_UP = (
    "/accounts/signup/",
    "/accounts/login/",
    "/accounts/waiting/",
    "/accounts/waiting/end/",
)


def send_form(name="Wren", client=None):
    client = client or Client()
    form = {"username": name, "email": f"me.{name.lower()}@members.example", "password1": PASSWORD}
    return client, client.post(SIGNUP, form)


def confirm(client):
    code = re.search(r"code is:\s+(\S+)", mail.outbox[-1].body).group(1)
    return client.post(reverse("account_email_verification_sent"), {"code": code})


def ask_to_join(name="Wren", client=None):
    """The form, and the code of the mail; what comes then."""
    client, _sent = send_form(name, client)
    return client, confirm(client)


def sign_in(name="Wren", password=PASSWORD, client=None):
    client = client or Client()
    return client, client.post(LOGIN, {"login": name, "password": password})


def make_request(name="Wren", *, now, confirmed=True):
    """Without the pages."""
    fields = {"date_joined": now, "guidelines_accepted_at": None, "password": PASSWORD}
    request = wait_for_team(make_user(name, **fields), now=now)
    if confirmed:
        with_address(request.member)
        ask_team(request.member, now=now)
    return SignUpRequest.objects.get(pk=request.pk)
