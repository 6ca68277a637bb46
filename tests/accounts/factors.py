"""A member with a second step, and codes as the app on their phone would show them."""

import time

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

PASSWORD = "a quiet horse at noon"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_address(member):
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def with_app(member):
    TOTP.activate(member, SECRET)
    RecoveryCodes.activate(member)
    return member


def code_now(secret=SECRET, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def recovery_codes_of(member):
    return member.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()


def sign_in(member, client=None):
    """The right password, and whatever comes after it."""
    client = client or Client()
    return client, client.post(reverse("account_login"), {"login": member.username, "password": PASSWORD})


def signed_in(member):
    client, answer = sign_in(member)
    assert answer.url != reverse("mfa_authenticate"), "asks for the second step"
    return client


def confirm(client):
    """Say the password once more, where it is asked for."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
