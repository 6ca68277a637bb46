"""Where the team looks first: whoever joins reads how long it takes, waits, and is not there meanwhile."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.approving.actions import Ended, end_request, open_account
from community.accounts.inviting.actions import make_invitation
from community.accounts.models import SignInEvent, SignUpRequest, SiteInvitation, User
from tests.accounts.approving.factories import (
    GIVE_UP,
    LOGIN,
    SIGNUP,
    WAITING,
    ask_to_join,
    confirm,
    make_request,
    send_form,
    sign_in,
)
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
STATED = "It usually takes up to 2 days. We write to you either way."
WITH_THE_TEAM = "<h1>Your request is with the team</h1>"


@pytest.fixture(autouse=True)
def team_looks_first(settings):
    settings.SIGN_UP, settings.APPROVAL_WAIT_DAYS = "approval", 2


def html(response):
    return response.content.decode()


def is_signed_in(client):
    return client.get("/settings/").status_code == 200


@pytest.mark.parametrize("page", [SIGNUP, "/accounts/signup/date/"])
def test_how_long_it_takes_stands_there_before_anything_is_typed(client, settings, page):
    assert STATED in html(client.get(page))

    settings.APPROVAL_WAIT_DAYS = 1
    assert "up to a day" in html(client.get(page))
    settings.SIGN_UP = "open"
    assert "We write to you either way" not in html(client.get(page))


def test_whoever_joins_confirms_the_address_and_waits():
    with time_machine.travel(NOON, tick=False):
        client, sent = send_form()
        assert sent.url == reverse("account_email_verification_sent")
        assert SignUpRequest.objects.waiting().count() == 0

        assert confirm(client).url == WAITING
        page = html(client.get(WAITING))

    assert WITH_THE_TEAM in page
    assert STATED in page
    assert "You asked on 22 November 2026." in page
    assert not is_signed_in(client)
    assert SignUpRequest.objects.waiting().get().asked_at == NOON
    assert not SignInEvent.objects.exists()


def test_the_right_password_and_a_code_lead_to_the_same_page_with_the_first_day():
    make_request(now=NOON)
    by_password, answer = sign_in()
    assert answer.url == WAITING

    by_code = Client()
    by_code.post(reverse("account_request_login_code"), {"email": "wren@members.example"})
    code = re.search(r"signing in is:\s+(\S+)", mail.outbox[-1].body).group(1)
    assert by_code.post(reverse("account_confirm_login_code"), {"code": code}).url == WAITING

    for client in (by_password, by_code):
        assert "You asked on 22 November 2026." in html(client.get(WAITING))
        assert not is_signed_in(client)
    assert set(SignInEvent.objects.values_list("result", flat=True)) == {"refused"}


def test_a_wrong_password_says_what_it_always_says():
    make_request(now=NOON)
    waiting, nobody = sign_in(password="not this one")[1], sign_in("Nobody", password="not this one")[1]

    assert waiting.status_code == nobody.status_code == 200
    assert "Pseudonym, e-mail address or password is wrong." in html(waiting)
    assert sign_in(password="not this one")[0].get(WAITING).url == LOGIN


def test_a_forgotten_password_can_be_chosen_anew():
    make_request(now=NOON)
    client = Client()

    client.post(reverse("account_reset_password"), {"email": "wren@members.example"})
    [letter] = mail.outbox
    key = client.get(re.search(r"http://\S+(/accounts/password/reset/key/\S+)", letter.body)[1]).url
    client.post(key, {"password1": "another quiet horse", "password2": "another quiet horse"})

    assert sign_in(password="another quiet horse")[1].url == WAITING


def test_an_address_that_is_not_confirmed_is_asked_for_again_and_does_not_reach_the_team():
    make_request(now=NOON, confirmed=False)
    client, answer = sign_in()

    assert answer.url == reverse("account_email_verification_sent")
    assert SignUpRequest.objects.waiting().count() == 0
    assert confirm(client).url == WAITING


def test_nobody_finds_the_account_while_it_waits():
    make_request(now=NOON)
    client = Client()
    client.force_login(make_user("Bo"))

    assert client.get("/members/Wren/").status_code == 404
    client.post("/messages/new/", {"to": "Wren", "subject": "Hello", "body": "Are you there?"})
    assert not User.objects.get(username="Wren").notifications.exists()


def test_an_open_account_is_signed_in_as_any_other_and_its_device_is_known():
    client, _answer = ask_to_join()
    open_account(SignUpRequest.objects.get())
    mail.outbox.clear()

    assert client.get(WAITING).url == LOGIN
    assert sign_in(client=client)[1].url == reverse("pages:welcome")
    assert is_signed_in(client)
    assert mail.outbox == []


def test_after_a_no_the_right_password_says_that_it_is_closed():
    request = make_request(now=NOON)
    client, _answer = sign_in()
    end_request(request, ended=Ended.REFUSED, now=NOON)

    assert client.get(WAITING).url == LOGIN
    client, answer = sign_in()
    assert answer.url == reverse("account_inactive")
    assert not is_signed_in(client)


def test_only_whoever_has_shown_who_they_are_sees_the_pages(client):
    make_request(now=NOON)

    assert [client.get(page).url for page in (WAITING, GIVE_UP)] == [LOGIN, LOGIN]
    assert client.post(GIVE_UP).url == LOGIN
    assert SignUpRequest.objects.waiting().count() == 1


def test_the_page_says_when_it_takes_longer_than_stated():
    request = make_request(now=NOON)
    client, _answer = sign_in()
    assert not request.is_late_at(NOON + timedelta(days=2))
    assert request.is_late_at(NOON + timedelta(days=2, seconds=1))
    SignUpRequest.objects.update(made_at=timezone.now(), asked_at=timezone.now())
    assert "It takes longer than we say." not in html(client.get(WAITING))

    past = timezone.now() - timedelta(days=3)
    SignUpRequest.objects.update(made_at=past, asked_at=past)
    assert "It takes longer than we say." in html(client.get(WAITING))


def test_whoever_comes_with_an_invitation_does_not_wait():
    token = make_invitation(by=make_user("Mo", is_moderator=True), uses=1, lasts=timedelta(1), now=timezone.now())
    client = Client()
    client.get(reverse("accounts:invited", args=[token]))
    assert "We write to you either way" not in html(client.get(SIGNUP))

    client, answer = ask_to_join(client=client)

    assert answer.url == reverse("pages:welcome")
    assert SiteInvitation.objects.get().uses_left == 0
    assert not SignUpRequest.objects.exists()
    client.logout()
    assert ask_to_join("Lark", client)[1].url == WAITING, "used up, and the browser is the same"


def test_members_from_before_and_those_made_by_command_never_wait():
    make_user("Ada", password="a quiet horse at noon").emailaddress_set.create(email="a@b.example", verified=True)
    User.objects.create_superuser("Root", "root@members.example", "a quiet horse at noon")

    assert is_signed_in(sign_in("Ada")[0])
    assert not SignUpRequest.objects.exists()


def test_an_open_site_lets_in_at_once_and_those_who_asked_before_go_on_waiting(settings):
    make_request(now=NOON)
    settings.SIGN_UP = "open"

    assert is_signed_in(ask_to_join("Lark")[0])
    assert sign_in()[1].url == WAITING
    assert SignUpRequest.objects.waiting().count() == 1
