"""A suspended member is a visitor at the next request, learns why at the door, and nobody else learns anything."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import lift_sanction, sanction
from community.accounts.models import Sanction
from community.accounts.suspended import MARK, is_for_suspended
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a quiet horse at noon"
LOGIN, PAUSED, KEPT = "/accounts/login/", "/paused/", "/kept/"


@pytest.fixture
def kestrel(db):
    member = make_user("Kestrel", password=PASSWORD, time_zone="Asia/Tokyo")
    member.emailaddress_set.create(email=member.email, verified=True, primary=True)
    return member


def suspend(member, days=3):
    now = timezone.now()
    until = None if days is None else now + timedelta(days=days)
    return sanction(member, kind=Sanction.Kind.SUSPENSION, until=until, now=now)


def sign_in(client, password=PASSWORD, login="Kestrel", **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


def text_of(response):
    return " ".join(response.content.decode().split())


def test_a_live_sign_in_is_a_visitors_at_the_next_request(client, kestrel):
    client.force_login(kestrel)
    assert client.get("/settings/").status_code == 200

    suspend(kestrel)
    response = client.get("/groups/")

    assert response.status_code == 200
    assert not response.wsgi_request.user.is_authenticated
    assert SESSION_KEY not in client.session
    assert client.get("/settings/")["Location"] == PAUSED


def test_pages_for_members_lead_to_what_is_said_about_it(client, kestrel):
    client.force_login(kestrel)
    suspend(kestrel)

    page = client.get("/notifications/", follow=True)

    assert page.redirect_chain == [(PAUSED, 302)]
    assert "Your account is paused until" in text_of(page)
    assert "no-store" in page["Cache-Control"]


def test_the_page_says_when_in_the_members_own_time(client, kestrel, time_machine):
    time_machine.move_to("2026-11-22T20:00:00+00:00")
    suspend(kestrel)
    sign_in(client)

    assert "Your account is paused until 26 November 2026, 05:00." in text_of(client.get(PAUSED))


@pytest.mark.parametrize("login", ["Kestrel", "kestrel@members.example"])
def test_the_right_password_is_told_and_opens_nothing(client, kestrel, login):
    suspend(kestrel, days=None)

    response = sign_in(client, login=login)

    assert (response.status_code, response["Location"]) == (302, PAUSED)
    assert "Your account is paused, with no end date." in text_of(client.get(PAUSED))
    assert SESSION_KEY not in client.session
    assert client.get("/settings/")["Location"] == PAUSED


def test_a_wrong_password_answers_as_for_everybody(client, kestrel):
    before = sign_in(Client(), password="wrong")
    suspend(kestrel)

    after = sign_in(client, password="wrong")

    assert after.status_code == before.status_code
    assert "Pseudonym, e-mail address or password is wrong." in text_of(after)
    assert "paused" not in text_of(after)
    assert client.get(PAUSED)["Location"] == LOGIN


def test_a_sign_in_that_waits_for_its_code_is_no_way_around(client, kestrel):
    """It stops between password and code, the suspension falls, and the code is right."""
    kestrel.emailaddress_set.update(verified=False)
    sign_in(client)
    code = re.search(r"code is:\s+(\S+)", mail.outbox[-1].body)
    suspend(kestrel)

    response = client.post(reverse("account_email_verification_sent"), {"code": code.group(1)})

    assert response["Location"] == PAUSED
    assert SESSION_KEY not in client.session


def test_a_new_password_can_be_set_and_does_not_sign_in(client, kestrel):
    suspend(kestrel)
    kestrel.set_password("another quiet horse")
    kestrel.save()

    assert sign_in(client, password="another quiet horse")["Location"] == PAUSED


def test_a_new_password_ends_what_the_old_one_opened(client, kestrel):
    suspend(kestrel)
    sign_in(client)
    assert client.get(PAUSED).status_code == 200

    kestrel.set_password("another quiet horse")
    kestrel.save()

    assert client.get(PAUSED)["Location"] == LOGIN


def test_a_session_from_before_a_change_of_password_gets_no_mark(client, kestrel):
    client.force_login(kestrel)
    kestrel.set_password("another quiet horse")
    kestrel.save()
    suspend(kestrel)

    client.get("/groups/")

    assert MARK not in client.session
    assert client.get(PAUSED)["Location"] == LOGIN


def test_the_mark_ends_after_a_while(client, kestrel, time_machine):
    suspend(kestrel, days=30)
    sign_in(client)

    time_machine.move_to(timezone.now() + timedelta(hours=13))

    assert client.get(PAUSED)["Location"] == LOGIN
    assert MARK not in client.session


def test_when_it_is_lifted_one_signs_in_again(client, kestrel):
    suspension = suspend(kestrel)
    sign_in(client)
    lift_sanction(suspension, now=timezone.now())

    assert client.get(PAUSED)["Location"] == LOGIN
    sign_in(client)

    assert client.get("/settings/").status_code == 200
    assert MARK not in client.session


def test_when_it_has_run_out_one_signs_in_again(client, kestrel, time_machine):
    suspend(kestrel, days=3)
    assert sign_in(client)["Location"] == PAUSED

    time_machine.move_to(timezone.now() + timedelta(days=3))
    sign_in(client)

    assert client.get("/settings/").status_code == 200


def test_somebody_else_who_signs_in_on_the_device_is_themselves(client, kestrel):
    other = make_user("Wren", password=PASSWORD)
    other.emailaddress_set.create(email=other.email, verified=True, primary=True)
    suspend(kestrel)
    sign_in(client)

    sign_in(client, login="Wren")

    assert MARK not in client.session
    assert client.get("/settings/").wsgi_request.user == other


def test_leaving_makes_the_device_forget(client, kestrel):
    suspend(kestrel)
    sign_in(client)

    client.post("/paused/leave/")

    assert client.get(PAUSED)["Location"] == LOGIN


def test_leaving_signs_nobody_out_who_is_signed_in(client, kestrel):
    client.force_login(kestrel)

    client.post("/paused/leave/")

    assert client.get("/settings/").status_code == 200


def test_what_was_being_written_is_kept_and_can_be_copied(client, kestrel):
    client.force_login(kestrel)
    client.get("/settings/")
    suspend(kestrel)

    response = client.post("/messages/new/", {"names": "Wren", "body": "Typed with care"})

    assert response["Location"] == PAUSED
    assert KEPT in text_of(client.get(PAUSED))
    assert "Typed with care" in text_of(client.get(KEPT))


def test_browser_keeps_no_page_with_what_was_being_written(client, kestrel):
    """They are a visitor, whose other pages it may keep: whoever uses the device next would press Back."""
    client.force_login(kestrel)
    suspend(kestrel)
    client.post("/settings/", {"note": "I feel worse since Monday."})

    answer = client.get(KEPT)

    assert "I feel worse since Monday." in text_of(answer)
    assert "no-store" in answer.headers.get("Cache-Control", "")


def test_kept_words_of_another_member_are_not_shown(client, kestrel, ada):
    client.force_login(ada)
    client.get("/settings/")
    del client.cookies["sessionid"]
    client.post("/messages/new/", {"names": "Wren", "body": "Typed by Ada"})
    suspend(kestrel)
    sign_in(client)

    assert "Typed by Ada" not in text_of(client.get(KEPT, follow=True))


def test_a_link_from_a_mail_leads_on_after_the_password(client, kestrel):
    """Views for suspended members are come back to; all others lead to the page that says how things stand."""
    suspend(kestrel)

    assert sign_in(client, next=KEPT)["Location"] == KEPT
    assert sign_in(Client(), next="/settings/")["Location"] == PAUSED
    assert sign_in(Client(), next="https://elsewhere.example/kept/")["Location"] == PAUSED


@pytest.mark.parametrize(("address", "is_for"), [(KEPT, True), ("/settings/", False), ("/none/", False), (None, False)])
def test_what_is_for_suspended_members_is_known_by_its_address(address, is_for):
    assert is_for_suspended(address) is is_for


def test_visitors_are_sent_to_sign_in_from_there(client):
    assert client.get(KEPT)["Location"] == f"{LOGIN}?next={KEPT}"
    assert client.get(PAUSED)["Location"] == LOGIN


def test_an_operator_who_is_suspended_is_no_operator(client, kestrel):
    kestrel.is_staff = kestrel.is_superuser = True
    kestrel.save()
    client.force_login(kestrel)
    assert client.get("/admin/").status_code == 200

    suspend(kestrel)

    assert client.get("/admin/").status_code == 302


def test_scripts_of_an_open_page_are_answered_as_for_the_signed_out(client, kestrel):
    client.force_login(kestrel)
    suspend(kestrel)

    response = client.post("/drafts/conversation:new/", {"body": "Typed with care"})

    assert (response.status_code, kestrel.drafts.count()) == (403, 0)
    assert "Your text is still on the page" in response.json()["problem"]


def test_sockets_ask_the_same_question(client, kestrel, rf):
    client.force_login(kestrel)
    request = rf.get("/")
    request.session = client.session
    assert get_user(request) == kestrel

    suspend(kestrel)

    assert not get_user(request).is_authenticated


def test_it_costs_members_and_visitors_no_query(client, kestrel, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/guidelines/")
    client.force_login(kestrel)
    client.get("/guidelines/")
    assert client.session[HASH_SESSION_KEY]

    with django_assert_num_queries(3):  # session, member, notices
        client.get("/guidelines/")
