"""Where a member is signed in: each device in plain words, no address anywhere, and the way to end it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import NO_ADDRESS
from community.accounts.devices import device_of, in_words
from community.accounts.sign_ins import sign_ins_of
from community.accounts.tasks import forget_ended_sessions
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a quiet horse at noon"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile Safari/604.1"
PAGE = "/accounts/sessions/"


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


def with_address(member):
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def signed_in(member, user_agent=FIREFOX):
    client = Client(headers={"user-agent": user_agent}, REMOTE_ADDR="198.51.100.7")
    answer = client.post(reverse("account_login"), {"login": member.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (SAFARI, "Safari on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Mac"),
        ("Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28 Chrome/130 Safari/537", "Samsung Internet on Android"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Lynx/2.9 (Linux)", "A browser on Linux"),
        ("", "A device that does not say what it is"),
        ("<script>alert(1)</script>", "A device that does not say what it is"),
    ],
)
def test_device_is_told_in_plain_words(user_agent, words):
    assert in_words(device_of(user_agent)) == words


@time_machine.travel(NOON)
def test_page_lists_every_device_and_marks_this_one(kestrel):
    here = signed_in(kestrel)
    signed_in(kestrel, SAFARI)

    page = here.get(PAGE).content.decode()

    assert page.index("Firefox on Windows") < page.index("This device") < page.index("Safari on iPhone")
    assert page.count("This device") == 1
    assert "Last used: today" in page


@pytest.mark.parametrize("others", [1, 3])
def test_page_costs_the_same_for_one_device_and_for_three(kestrel, others, django_assert_num_queries):
    here = signed_in(kestrel)
    for _ in range(others):
        signed_in(kestrel, SAFARI)

    # session, member, unread notices, devices with their sessions and members, what happened: how much, and it
    with django_assert_num_queries(8):
        here.get(PAGE)


def test_neither_an_address_nor_what_else_a_browser_tells_is_kept(kestrel):
    signed_in(kestrel)

    row = UserSession.objects.get(user=kestrel)

    assert (row.ip, row.user_agent, row.data) == (NO_ADDRESS, "Firefox/Windows", {})


def test_one_device_is_signed_out_from_another(kestrel):
    here, there = signed_in(kestrel), signed_in(kestrel, SAFARI)
    row = UserSession.objects.get(session_key=there.session.session_key)

    answer = here.post(reverse("accounts:end_sign_in", args=[row.pk]), follow=True)

    assert "Safari on iPhone is signed out." in answer.content.decode()
    assert there.get("/settings/").status_code == 302
    assert here.get("/settings/").status_code == 200


def test_all_others_are_signed_out_at_once(kestrel):
    here, others = signed_in(kestrel), [signed_in(kestrel, SAFARI) for _ in range(2)]

    answer = here.post(reverse("accounts:end_other_sign_ins"), follow=True)

    assert "2 other devices are signed out." in answer.content.decode()
    assert [client.get("/settings/").status_code for client in (here, *others)] == [200, 302, 302]
    assert "no other device" in here.post(reverse("accounts:end_other_sign_ins"), follow=True).content.decode()


def test_nobody_ends_the_sign_in_of_somebody_else(kestrel):
    hers, his = signed_in(kestrel), signed_in(with_address(make_user("Bo", password=PASSWORD)))
    row = UserSession.objects.get(user=kestrel)

    assert his.post(reverse("accounts:end_sign_in", args=[row.pk])).status_code == 404
    his.post(reverse("accounts:end_other_sign_ins"))
    assert hers.get("/settings/").status_code == 200


def test_this_device_signs_out_by_its_own_page(kestrel):
    here = signed_in(kestrel)
    row = UserSession.objects.get(user=kestrel)

    assert here.post(reverse("accounts:end_sign_in", args=[row.pk])).url == reverse("account_logout")
    assert here.get("/settings/").status_code == 200


def test_list_follows_a_new_password(kestrel):
    """Which ends the others and gives this one a new key."""
    here = signed_in(kestrel)
    signed_in(kestrel, SAFARI)
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another horse at noon", "password2": "another horse at noon"},
    )
    here.get("/settings/")

    (only,) = sign_ins_of(kestrel, here=here.session.session_key, now=timezone.now())
    assert (only.device, only.is_this_one) == ("Firefox on Windows", True)


def test_last_use_is_told_once_an_hour_and_the_sign_in_lasts_on(kestrel, time_machine):
    here = signed_in(kestrel)
    start = timezone.now()
    for hours in (0.5, 2, 2.5):
        time_machine.move_to(start + timedelta(hours=hours))
        here.get("/settings/")

    row = UserSession.objects.get(user=kestrel)
    lasts = Session.objects.get(pk=row.session_key).expire_date
    assert row.last_seen_at - start == pytest.approx(timedelta(hours=2), abs=timedelta(minutes=1))
    assert lasts - start == pytest.approx(timedelta(days=14, hours=2), abs=timedelta(minutes=1))


def test_sign_in_from_before_there_was_a_list_gets_on_it(kestrel):
    here = signed_in(kestrel)
    UserSession.objects.all().delete()
    session = here.session
    del session["seen"]
    session.save()

    here.get("/settings/")

    assert UserSession.objects.get(user=kestrel).session_key == session.session_key


def test_what_ended_leaves_no_line(kestrel):
    here, gone = signed_in(kestrel), signed_in(kestrel, SAFARI)
    gone.post(reverse("account_logout"))

    forget_ended_sessions()

    assert [row.session_key for row in UserSession.objects.all()] == [here.session.session_key]
