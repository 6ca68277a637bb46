"""From the first visit to the first answer, and what the outside world sees of it: nothing."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from community.accounts.consents import edition
from community.accounts.models import User
from community.forum.models import Thread
from community.notifications.tasks import send_due_deliveries
from tests.forum.factories import make_board

PASSWORD = "a quiet horse at noon"


@pytest.fixture
def outbox_mail(settings):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"


@pytest.fixture
def board(group):
    return make_board(group=group)


def sign_up(client, name="Wren"):
    client.post(
        reverse("account_signup"), {"username": name, "email": f"me.{name}@members.example", "password1": PASSWORD}
    )
    send_due_deliveries()
    code = re.search(r"code is:\s+(\S+)", mail.outbox[-1].body).group(1)
    return client.post(reverse("account_email_verification_sent"), {"code": code})


def settle_in(client, group):
    agreed = {"guidelines": "on", "health": "on", "edition": edition()}
    client.post(reverse("pages:welcome"), {**agreed, "groups": [group.pk], "time_zone": "Europe/Berlin"})


def test_a_newcomer_joins_writes_and_is_answered(client, outbox_mail, group, board, bo):
    assert sign_up(client).url == reverse("pages:welcome")
    settle_in(client, group)
    written = client.post(reverse("forum:new_thread", args=[board.slug]), {"title": "Hello", "body": "I am **new**"})
    thread = Thread.objects.get()
    assert written.url == thread.get_absolute_url()

    client.logout()
    client.force_login(bo)
    client.post(reverse("forum:reply", args=[thread.pk]), {"body": "Welcome!"})
    send_due_deliveries()

    letter = mail.outbox[-1]
    assert letter.to == ["me.wren@members.example"]
    for word in ("Hello", "Welcome!", r"\bBo\b", "spasm"):  # a token in an address may spell two letters
        assert not re.search(word, letter.subject)
        assert not re.search(word, letter.body)


def test_a_wrong_code_lets_nobody_in_and_can_be_tried_again(client, outbox_mail, group):
    client.post(reverse("account_signup"), {"username": "Wren", "email": "w@members.example", "password1": PASSWORD})

    answer = client.post(reverse("account_email_verification_sent"), {"code": "000000"})

    assert "Error" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "ada"), ("username", "me@x.example"), ("username", "x"), ("password1", "password"), ("email", "no")],
)
def test_a_refused_sign_up_says_why_and_keeps_the_rest(client, ada, outbox_mail, field, value):
    form = {"username": "Wren", "email": "wren@members.example", "password1": PASSWORD, field: value}

    page = client.post(reverse("account_signup"), form).content.decode()

    assert "Error:" in page
    assert f'value="{form["username"]}"' in page
    assert not User.objects.filter(email="wren@members.example").exists()


def test_signing_up_with_a_known_address_looks_like_any_other(client, ada, outbox_mail):
    """Nobody learns from the page who is a member; the owner of the address is told by mail."""
    ada.emailaddress_set.create(email=ada.email, verified=True, primary=True)
    new = client.post(
        reverse("account_signup"), {"username": "Wren", "email": "w@members.example", "password1": PASSWORD}
    )
    client.session.flush()
    known = client.post(reverse("account_signup"), {"username": "Lark", "email": ada.email, "password1": PASSWORD})

    assert (known.status_code, known.url) == (new.status_code, new.url)
    send_due_deliveries()
    assert "There is one already" in mail.outbox[-1].body


def test_the_outside_world_sees_nothing_of_an_open_group(client, group, board, ada):
    client.force_login(ada)
    client.post(reverse("forum:new_thread", args=[board.slug]), {"title": "Canary", "body": "Canary"})
    thread = Thread.objects.get()
    post = thread.posts.get()
    client.logout()

    for address in (
        thread.get_absolute_url(),
        post.get_absolute_url(),
        board.get_absolute_url(),
        group.get_absolute_url(),
    ):
        response = client.get(address)
        assert response.status_code == 404
        assert "Canary" not in response.content.decode()
    assert "Canary" not in client.get(reverse("search:search"), {"q": "canary"}).content.decode()
