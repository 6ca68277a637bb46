"""Passwords are taken as they are typed, long ones too, and no way around a second step leads through a new one."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.factors import PASSWORD, sign_in, signed_in, with_address, with_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CHANGE = reverse("account_change_password")
LONG = "nine quiet horses cross the river before noon, and nobody counts them twice " * 2


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


def change(client, old, new):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


def enters_with(member, password):
    answer = Client().post(reverse("account_login"), {"login": member.username, "password": password})
    return answer.status_code == 302


def test_a_new_password_needs_the_old_one(kestrel):
    answer = change(signed_in(kestrel), "not the old one", LONG)

    assert answer.status_code == 200
    assert enters_with(kestrel, PASSWORD)
    assert not enters_with(kestrel, LONG)


@pytest.mark.parametrize("new", [LONG, "  blanks at both ends  ", "Großer Fluß, stiller TAG", "🐎🐎🐎 at noon 🐎"])
def test_a_password_is_taken_as_it_was_typed(kestrel, new):
    assert change(signed_in(kestrel), PASSWORD, new).status_code == 302

    assert enters_with(kestrel, new)
    for other in {new.strip(), new.swapcase(), new[:64]} - {new}:
        assert not enters_with(kestrel, other)


def test_programs_that_keep_passwords_find_the_fields(client, kestrel):
    named = {
        reverse("account_login"): {"current-password"},
        reverse("account_signup"): {"new-password"},
    }
    for page, expected in named.items():
        fields = re.findall(r"<input[^>]*type=\"password\"[^>]*>", client.get(page).content.decode())
        assert {re.search(r'autocomplete="([^"]+)"', field).group(1) for field in fields} == expected
        assert not [field for field in fields if "readonly" in field or "onpaste" in field or "maxlength" in field]


def test_a_forgotten_password_leads_around_no_second_step(client, kestrel):
    with_app(kestrel)
    client.post(reverse("account_reset_password"), {"email": kestrel.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body).group(0)
    form = client.get(link, follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": LONG, "password2": LONG})

    assert client.get("/settings/").status_code == 302  # nobody is signed in
    answer = Client().post(reverse("account_login"), {"login": kestrel.username, "password": LONG})
    assert answer.url == reverse("mfa_authenticate")


def test_the_old_password_still_needs_its_second_step(kestrel):
    with_app(kestrel)

    assert sign_in(kestrel)[1].url == reverse("mfa_authenticate")
