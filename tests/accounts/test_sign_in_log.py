"""What happened with an account: noted whatever the way, without an address, and nothing of what strangers typed."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.accounts.actions import count_unknown_try, note_sign_in, sanction
from community.accounts.models import Sanction, SignInEvent, UnknownTries
from community.core.turns import Turn
from community.privacy.actions import keep_periods
from tests.accounts.factors import PASSWORD, code_now, recovery_codes_of, with_address, with_app
from tests.accounts.test_code import code_in
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PAGE = "/accounts/sessions/"
OF_TEAM = "/moderation/sign-ins/"


@pytest.fixture
def kestrel():
    return with_address(make_user("Kestrel", password=PASSWORD))


@pytest.fixture
def browser():
    return Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR="198.51.100.7")


def sign_in(browser, login="Kestrel", password=PASSWORD):
    return browser.post(reverse("account_login"), {"login": login, "password": password})


def noted(member):
    return list(member.sign_in_events.order_by("pk").values_list("result", "how", "device"))


def test_signing_in_and_out_is_noted(browser, kestrel):
    sign_in(browser)
    browser.post(reverse("account_logout"))

    assert noted(kestrel) == [("ok", "password", "Firefox/Windows"), ("out", "", "Firefox/Windows")]


def test_code_from_a_mail_is_noted_right_and_wrong(browser, kestrel):
    browser.post(reverse("account_request_login_code"), {"email": kestrel.email})
    browser.post(reverse("account_confirm_login_code"), {"code": "wrong!"})
    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[0])})

    assert [event[:2] for event in noted(kestrel)] == [("failed", "code"), ("ok", "code")]


@pytest.mark.parametrize("way", ["app", "recovery"])
def test_second_step_is_noted_right_and_wrong(browser, kestrel, way):
    with_app(kestrel)
    sign_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser.post(reverse("mfa_authenticate"), {"code": code_now() if way == "app" else recovery_codes_of(kestrel)[0]})

    assert [event[:2] for event in noted(kestrel)] == [("failed", "app"), ("ok", way)]


def test_new_second_step_is_noted(browser, kestrel):
    with_app(kestrel)
    sign_in(browser)
    browser.post(reverse("mfa_authenticate"), {"code": code_now()})
    browser.post(reverse("mfa_deactivate_totp"))

    assert ("new_step", "", "Firefox/Windows") in noted(kestrel)


@pytest.mark.parametrize("login", ["Kestrel", "kestrel", "kestrel@members.example", "KESTREL@members.example"])
def test_wrong_password_is_noted_with_the_account(browser, kestrel, login):
    sign_in(browser, login=login, password="not this one")

    assert noted(kestrel) == [("failed", "password", "Firefox/Windows")]
    assert not UnknownTries.objects.exists()


def test_tries_at_nobody_are_a_number(browser, kestrel):
    for login in ("nobody@members.example", "Nobody", "secret typed into the wrong field"):
        sign_in(browser, login=login, password="no")

    assert UnknownTries.objects.get().number == 3
    assert {field.name for field in UnknownTries._meta.fields} == {"id", "day", "number"}
    assert not SignInEvent.objects.exists()


def test_locked_door_is_one_event(browser, kestrel, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "1/m/key"}
    for _try in range(4):
        sign_in(browser, password="no")

    assert [event[0] for event in noted(kestrel)] == ["failed", "locked"]


def test_suspended_and_closed_accounts_are_refused(browser, kestrel):
    sanction(kestrel, kind=Sanction.Kind.SUSPENSION, until=None, now=timezone.now())
    sign_in(browser)
    closed = with_address(make_user("Closed", password=PASSWORD, is_active=False))
    sign_in(Client(), login="Closed")

    assert [event[0] for event in noted(kestrel)] == ["refused"]
    assert [event[0] for event in noted(closed)] == ["refused"]


def test_ending_a_sign_in_from_elsewhere_is_noted_with_its_device(browser, kestrel):
    sign_in(browser)
    other = Client()
    sign_in(other)

    other.post(reverse("accounts:end_other_sign_ins"))

    assert noted(kestrel)[-1] == ("ended", "", "Firefox/Windows")


def test_new_password_is_noted(browser, kestrel):
    sign_in(browser)
    fields = {"oldpassword": PASSWORD, "password1": "another quiet horse", "password2": "another quiet horse"}
    browser.post(reverse("account_change_password"), fields)

    assert ("new_password", "", "Firefox/Windows") in noted(kestrel)


def test_new_address_is_noted(browser, kestrel):
    sign_in(browser)
    EmailAddress.objects.create(user=kestrel, email="new@members.example", verified=True)
    browser.post(reverse("account_email"), {"email": "new@members.example", "action_primary": ""})

    assert ("new_address", "", "Firefox/Windows") in noted(kestrel)


def test_member_reads_what_happened_and_nobody_elses(browser, kestrel):
    note_sign_in(make_user("Bo"), result=SignInEvent.Result.LOCKED, device="Safari/iPhone", now=NOON)
    sign_in(browser, password="no")
    sign_in(browser)

    page = browser.get(PAGE).content.decode()

    assert "Wrong password or code" in page
    assert "Firefox on Windows, by password" in page
    assert "Safari on iPhone" not in page
    assert "198.51.100.7" not in page


@pytest.mark.parametrize("events", [1, 3])
def test_members_page_costs_the_same_for_any_number(browser, kestrel, events, django_assert_num_queries):
    sign_in(browser)
    for _event in range(events - 1):
        note_sign_in(kestrel, result=SignInEvent.Result.OUT, device="/", now=NOON)

    # session, user, unread notices, list of devices with their sessions and members, events: how many, and they
    with django_assert_num_queries(8):
        page = browser.get(PAGE).content.decode()

    assert page.count("<time ") == events


@pytest.fixture
def root():
    return make_user("Root", is_superuser=True, is_staff=True)


@pytest.mark.parametrize("events", [1, 3])
def test_list_of_all_costs_the_same_for_any_number(client, root, events, django_assert_num_queries):
    client.force_login(root)
    SignInEvent.objects.all().delete()
    for number in range(events):
        note_sign_in(make_user(f"M{number}"), result=SignInEvent.Result.OUT, device="/", now=NOON)

    # session, user, unread notices, frozen mail, unknown tries, events: how many, and they with their members
    with django_assert_num_queries(7):
        page = client.get(OF_TEAM).content.decode()

    assert page.count('class="list-rows__item"') == events


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Bo: out", "Ada: failed", "Ada: ok"]),
        ("member=ada", ["Ada: failed", "Ada: ok"]),
        ("result=trouble", ["Ada: failed"]),
        ("result=out", ["Bo: out"]),
        ("how=password", ["Ada: ok"]),
        ("since=2026-11-22", ["Bo: out"]),
        ("member=nobody", []),
        ("result=nonsense&how=%00&since=soon", ["Bo: out", "Ada: failed", "Ada: ok"]),
    ],
)
def test_list_is_narrowed_down(client, root, query, found):
    client.force_login(root)
    SignInEvent.objects.all().delete()
    ada, bo = make_user("Ada"), make_user("Bo")
    before = NOON - timedelta(days=2)
    note_sign_in(ada, result="ok", how="password", device="/", now=before)
    note_sign_in(ada, result="failed", how="code", device="/", now=before)
    note_sign_in(bo, result="out", device="/", now=NOON)

    page = client.get(f"{OF_TEAM}?{query}").context["page"]

    assert [f"{event.member}: {event.result}" for event in page] == found


def test_tries_at_nobody_are_told_to_those_who_run_the_site(client, root):
    count_unknown_try(now=timezone.now())
    client.force_login(root)

    assert "tried 1 time to sign in" in client.get(OF_TEAM).content.decode()


def test_everything_goes_after_ninety_days(kestrel):
    note_sign_in(kestrel, result=SignInEvent.Result.OUT, device="/", now=NOON)
    count_unknown_try(now=NOON)

    with time_machine.travel(NOON + timedelta(days=89)):
        keep_periods(now=timezone.now(), turn=Turn())
        assert SignInEvent.objects.filter(member=kestrel).exists()
    with time_machine.travel(NOON + timedelta(days=91)):
        keep_periods(now=timezone.now(), turn=Turn())

    assert not SignInEvent.objects.exists()
    assert not UnknownTries.objects.exists()


def test_two_who_count_at_once_count_twice():
    for _process in range(2):
        count_unknown_try(now=NOON)

    assert UnknownTries.objects.get().number == 2
