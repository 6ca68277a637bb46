"""The way in: what is refused is said in plain words, and nobody learns who is a member."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.urls import reverse

from community.accounts.adapter import AccountAdapter
from tests.factories import make_user

pytestmark = pytest.mark.django_db
FORM = {"username": "Wren", "email": "w@members.example", "password1": "a quiet horse at noon"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"username": ""}, "Choose a pseudonym."),
        ({"username": "Tired Eye"}, "without spaces"),
        ({"username": "kestrel"}, "This pseudonym is taken, or looks like one that is."),
        ({"username": "Moderator"}, "would look like the team"),
        ({"email": ""}, "Enter your e-mail address."),
        ({"email": "wren"}, "like name@example.org"),
        ({"password1": ""}, "Choose a password."),
    ],
)
def test_sign_up_says_what_to_do(client, change, words):
    make_user("Kestrel")

    page = client.post(reverse("account_signup"), {**FORM, **change}).content.decode()

    assert words in page.replace("&#x27;", "'")


def test_a_wrong_password_is_said_without_telling_who_is_a_member(client):
    make_user("Kestrel", password="the right one")
    pages = [
        client.post(reverse("account_login"), {"login": name, "password": "wrong"}).content.decode()
        for name in ("Kestrel", "Nobody")
    ]

    for page in pages:
        assert "Pseudonym, e-mail address or password is wrong." in page


def test_the_last_confirmed_address_cannot_be_removed(rf):
    member = make_user("Kestrel")
    only = EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=False)
    EmailAddress.objects.create(user=member, email="new@members.example", verified=False)
    assert not AccountAdapter().can_delete_email(only)

    EmailAddress.objects.create(user=member, email="other@members.example", verified=True)
    assert AccountAdapter().can_delete_email(only)


def test_the_admin_shows_neither_addresses_nor_reminders():
    names = {model._meta.label for model in admin.site._registry}

    assert names == {
        "accounts.User",
        "groups.SupportGroup",
        "notifications.Delivery",
        "forum.Board",
        "chat.Room",
    }


def test_the_admin_sign_in_is_the_sites_own_with_its_limits(client):
    response = client.get("/admin/login/")

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
