"""Every form with a password in it can show what is typed."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from tests.accounts.factors import PASSWORD, with_address
from tests.factories import make_user

pytestmark = pytest.mark.django_db
SHOW = 'data-behavior="show-password"'


def fields_and_buttons(page):
    text = page.content.decode()
    return text.count('type="password"'), text.count(SHOW)


@pytest.mark.parametrize(("name", "fields"), [("account_login", 1), ("account_signup", 1)])
def test_visitors_forms_show_it(client, name, fields):
    assert fields_and_buttons(client.get(reverse(name))) == (fields, fields)


@pytest.mark.parametrize(("name", "fields"), [("account_change_password", 3), ("account_reauthenticate", 1)])
def test_members_forms_show_it(client, name, fields):
    client.force_login(make_user("Kestrel", password=PASSWORD))

    assert fields_and_buttons(client.get(reverse(name))) == (fields, fields)


def test_form_of_the_link_in_a_mail_shows_it(client):
    member = with_address(make_user("Kestrel", password=PASSWORD))
    client.post(reverse("account_reset_password"), {"email": member.email})
    (link,) = re.findall(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)

    assert fields_and_buttons(client.get(link, follow=True)) == (2, 2)
