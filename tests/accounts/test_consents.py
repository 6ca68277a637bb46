"""What members agree to: each text by itself, with its version; asked once; and what a yes allows."""

import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from community.accounts.actions import answer_agreements, withdraw_consent
from community.accounts.consents import AGREEMENTS, Consent, Subject, edition, not_agreed
from community.accounts.models import User
from community.accounts.permissions import can_tell_health, can_write
from community.drafts.models import Draft
from community.forum import actions as forum
from community.forum.models import Post
from community.reminders.models import Reminder
from tests.factories import EARLIER, NOON, make_user
from tests.forum.factories import make_board, make_thread
from tests.reminders.factories import make_reminder

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(minutes=5)
HEALTH, GUIDELINES = Subject.HEALTH, Subject.GUIDELINES
BROWSER, WELCOME = {"accept": "text/html,application/xhtml+xml"}, reverse("pages:welcome")


def fingerprint(agreement):
    """Of the words in English, whatever the lines and marks around them."""
    text = strip_tags(render_to_string(agreement.template)) + str(agreement.box)
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def renewed(monkeypatch, subject=HEALTH):
    """The text of a subject has a new version."""
    new = replace(AGREEMENTS[subject], editions=(*AGREEMENTS[subject].editions, "new"))
    monkeypatch.setitem(AGREEMENTS, subject, new)


@pytest.fixture
def newcomer():
    return make_user("Newcomer", guidelines_accepted_at=None)


@pytest.fixture
def reader():
    """Keeps to the guidelines, and said nothing of health."""
    return make_user("Reader", health_consent_at=None)


@pytest.mark.parametrize("subject", Subject)
def test_new_words_are_a_new_version(subject):
    agreement = AGREEMENTS[subject]

    assert agreement.editions[-1] == fingerprint(agreement), (
        f"The text of {subject!r} is another than that of version {agreement.version}. "
        "Add its fingerprint at the end of `editions` (never change one that was in use)."
    )
    assert len(set(agreement.editions)) == agreement.version


def test_a_yes_is_kept_with_its_version_and_time(newcomer):
    answer_agreements(newcomer, asked=list(Subject), agreed=[HEALTH], now=NOON)

    newcomer.refresh_from_db()
    assert (newcomer.guidelines_accepted_at, newcomer.health_consent_at) == (None, NOON)
    assert list(newcomer.consents.values_list("subject", "version", "given_at", "withdrawn_at")) == [
        ("health", 1, NOON, None)
    ]
    assert not newcomer.is_to_be_asked


def test_a_second_press_is_one_yes(newcomer):
    for now in (NOON, LATER):
        answer_agreements(newcomer, asked=[HEALTH], agreed=[HEALTH], now=now)

    assert newcomer.consents.get().given_at == NOON


def test_the_database_takes_no_second_standing_yes(newcomer):
    answer_agreements(newcomer, asked=[HEALTH], agreed=[HEALTH], now=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(member=newcomer, subject=HEALTH, version=1, given_at=LATER)


def test_what_is_taken_back_stays_in_the_history(newcomer):
    answer_agreements(newcomer, asked=[HEALTH], agreed=[HEALTH], now=EARLIER)
    assert withdraw_consent(newcomer, subject=HEALTH, now=NOON)
    answer_agreements(newcomer, asked=[HEALTH], agreed=[HEALTH], now=LATER)

    assert list(newcomer.consents.values_list("given_at", "withdrawn_at")) == [(LATER, None), (EARLIER, NOON)]
    assert can_tell_health(newcomer, now=LATER)


def test_taking_back_twice_is_once(ada):
    assert withdraw_consent(ada, subject=HEALTH, now=NOON)
    assert not withdraw_consent(ada, subject=HEALTH, now=LATER)

    assert ada.consents.get(subject=HEALTH).withdrawn_at == NOON
    assert ada.consents.get(subject=GUIDELINES).withdrawn_at is None


@pytest.mark.parametrize(
    ("fields", "tells", "writes"),
    [
        ({}, True, True),
        ({"health_consent_at": None}, False, False),
        ({"health_consent_at": LATER}, False, False),
        ({"silenced_until": LATER}, True, False),
        ({"is_active": False}, False, False),
    ],
)
def test_writing_needs_both_and_one_s_own_notes_only_the_second(fields, tells, writes):
    member = make_user("Kestrel", **fields)

    assert (can_tell_health(member, now=NOON), can_write(member, now=NOON)) == (tells, writes)


def test_an_older_yes_counts_until_its_member_was_asked(ada, monkeypatch):
    renewed(monkeypatch)

    assert ada.is_to_be_asked
    assert not_agreed(ada) == [HEALTH]
    assert can_write(ada, now=NOON)

    answer_agreements(ada, asked=[HEALTH], agreed=[], now=NOON)
    assert not can_write(ada, now=NOON)
    assert not ada.is_to_be_asked
    assert ada.consents.get(subject=HEALTH).withdrawn_at is None, "that is for her to do"


def test_the_next_page_asks_once_and_leads_back(client, ada, monkeypatch):
    renewed(monkeypatch)
    client.force_login(ada)

    asked = client.get("/groups/?all=1", headers=BROWSER)
    assert asked.url == f"{WELCOME}?next=%2Fgroups%2F%3Fall%3D1"
    page = client.get(asked.url, headers=BROWSER).content.decode()
    assert 'name="health"' in page
    assert 'name="guidelines"' not in page
    assert not re.search(r'name="health"[^>]* checked', page)

    sent = {"health": "on", "edition": edition(), "next": "/groups/?all=1"}
    assert client.post(WELCOME, sent).url == "/groups/?all=1"
    assert client.get("/groups/", headers=BROWSER).status_code == 200
    assert list(ada.consents.filter(subject=HEALTH).values_list("version", flat=True)) == [2, 1]


def test_no_is_an_answer_too(client, ada, monkeypatch):
    renewed(monkeypatch)
    client.force_login(ada)

    client.post(WELCOME, {"act": "read", "edition": edition()})

    assert client.get("/", headers=BROWSER).status_code == 200
    ada.refresh_from_db()
    assert (ada.guidelines_accepted_at, ada.health_consent_at) == (EARLIER, None)


def test_members_from_before_are_asked_and_nothing_is_made_up_for_them(client):
    before = make_user("Before", health_consent_at=None, agreements_answered="")
    before.consents.all().delete()
    client.force_login(before)

    assert client.get("/", headers=BROWSER).url == f"{WELCOME}?next=%2F"
    assert [box in client.get(WELCOME).content.decode() for box in ('name="guidelines"', 'name="health"')] == [True] * 2
    assert not can_write(before, now=NOON)


@pytest.mark.parametrize(
    "address",
    [
        *("/urgent-help/", "/resources/", "/settings/", "/my-data/", "/my-data/consent/", "/privacy/", "/guidelines/"),
        *("/accounts/logout/", "/accounts/email/", "/moderation/record/", "/contact/", "/drafts/", "/notifications/"),
    ],
)
def test_the_way_to_help_and_out_is_never_asked_on(client, ada, monkeypatch, address):
    renewed(monkeypatch)
    client.force_login(ada)

    assert client.get(address, headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"accept": "*/*"}, {**BROWSER, "hx-request": "true"}, {**BROWSER, "sec-fetch-dest": "empty"}, {}],
)
def test_what_a_page_fetches_is_not_led_elsewhere(client, ada, monkeypatch, headers):
    renewed(monkeypatch)
    client.force_login(ada)

    assert client.get("/groups/", headers=headers).status_code == 200


def test_what_is_on_its_way_when_a_text_changes_arrives(client, ada, group, monkeypatch):
    thread = make_thread(group=group, author=ada)
    client.force_login(ada)
    renewed(monkeypatch)

    answer = client.post(reverse("forum:reply", args=[thread.pk]), {"body": "A long night's words."}, headers=BROWSER)

    assert answer.status_code == 302
    assert Post.objects.filter(body="A long night's words.").exists()


def test_who_read_the_old_words_agrees_to_none(client, newcomer, group, monkeypatch):
    client.force_login(newcomer)
    read = edition()
    renewed(monkeypatch)

    ticked = {"guidelines": "on", "health": "on", "edition": read, "groups": [group.pk], "time_zone": "Europe/Berlin"}
    answer = client.post(WELCOME, ticked)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A text has changed" in page
    assert not re.search(r'name="(guidelines|health)"[^>]* checked', page)
    assert re.search(rf'name="groups" value="{group.pk}"[^>]* checked', page), "the rest is still there"
    assert not newcomer.consents.exists()


def test_one_may_come_in_without_telling_of_health(client, newcomer, group):
    client.force_login(newcomer)

    sent = {"guidelines": "on", "edition": edition(), "groups": [group.pk], "time_zone": "UTC"}
    client.post(WELCOME, sent)

    newcomer.refresh_from_db()
    assert newcomer.guidelines_accepted_at is not None
    assert newcomer.health_consent_at is None
    assert client.get("/", headers=BROWSER).status_code == 200


@pytest.mark.parametrize(
    "act",
    [
        lambda member, thread: forum.add_reply(thread=thread, author=member, body="Mine.", now=NOON),
        lambda member, thread: forum.start_thread(board=thread.board, author=member, title="Mine", body="M.", now=NOON),
        lambda member, _thread: make_reminder(member),
    ],
)
def test_the_actions_refuse(ada, group, reader, act):
    thread = make_thread(group=group, author=ada)

    with pytest.raises(PermissionDenied):
        act(reader, thread)


def test_forms_say_why_and_lead_to_the_question(client, ada, group):
    thread = make_thread(board=make_board(group, slug="talk"), author=ada)
    User.objects.filter(pk=ada.pk).update(health_consent_at=None)
    client.force_login(ada)

    for address in (thread.get_absolute_url(), "/boards/talk/new/", "/reminders/new/", "/resources/questions/"):
        page = client.get(address).content.decode()
        assert f'href="{WELCOME}?next=' in page, address
        assert "To write, first say yes" in page, address


def test_what_was_typed_comes_back_when_a_reminder_is_refused(client, reader):
    client.force_login(reader)
    sent = {
        "title": "Eye-drops at night",
        "kind": "own",
        "unit": "days",
        "interval": "1",
        **{f"starts_on_{part}": number for part, number in {"day": "1", "month": "1", "year": "2027"}.items()},
        "local_time": "09:00",
        "time_zone": "UTC",
    }

    answer = client.post(reverse("reminders:new"), sent)

    assert answer.status_code == 403
    assert "Eye-drops at night" in answer.content.decode()
    assert not Reminder.objects.exists()


def test_drafts_of_those_who_did_not_agree_stay_in_their_browser(client, reader):
    client.force_login(reader)

    answer = client.post(reverse("drafts:save", args=["reply:1"]), {"body": "My eye.", "draft_version": "0"})

    assert answer.status_code == 403
    assert "still on the page" in answer.json()["problem"]
    assert not Draft.objects.exists()


def test_pages_ask_the_database_no_more_than_before(client, ada, django_assert_num_queries):
    client.force_login(ada)

    with django_assert_num_queries(3):  # session, member; consents
        client.get(WELCOME)
