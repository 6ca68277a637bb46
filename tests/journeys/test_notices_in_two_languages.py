"""Notices are put into words when they are caused, in the language of whoever is told, not of whoever caused them."""

from datetime import timedelta

import pytest
from django.utils import translation

from community.accounts.actions import choose_language
from community.accounts.models import User
from community.chat import actions as chat
from community.chat.actions.attending import remind
from community.forum.actions.masking import mask_phrase
from community.groups.actions import set_role
from community.groups.models import Membership
from community.notifications.actions import choose_ways, notify_all, say_anew
from community.notifications.models import Notification
from community.reminders.actions import fire_some
from tests.chat.factories import make_host, make_message, make_room
from tests.chat.meetings.factories import SEVEN, attend, make_meeting
from tests.digests.factories import look, make_plan, start, waiting_for
from tests.factories import NOON, make_user
from tests.forum.factories import announce, make_replies, make_thread
from tests.reminders.factories import NINE, make_reminder

HOUR = timedelta(hours=1)


@pytest.fixture
def room(group):
    return make_room(group)


def texts():
    rows = Notification.objects.order_by("recipient__username", "pk")
    return list(rows.values_list("recipient__username", "text"))


def test_a_german_moderator_writes_english_to_whoever_reads_english(group, ada, dora, mo):
    with translation.override("de"):
        for member in (ada, dora):
            own = Membership.objects.get(group=group, member=member)
            set_role(membership=own, role=Membership.Role.HOST, moderator=mo, now=NOON)

    assert texts() == [
        ("Ada", "You have a new role in a group."),
        ("Dora", "Du hast eine neue Rolle in einer Gruppe."),
    ]


def test_the_worker_tells_of_a_reply_to_each_in_their_own(group, ada, bo, dora):
    for author in (ada, dora):
        make_replies(make_thread(group=group, author=author), bo, 1)
    with translation.override("de"):
        announce()

    assert texts() == [
        ("Ada", "Bo replied in a thread you started"),
        ("Dora", "Bo hat in deinem Thema geantwortet"),
    ]


def test_reminders_that_are_due_together_are_told_one_by_one(ada, dora, db):
    kim = make_user("Kim", language="de", time_zone="Asia/Kolkata")
    for member in (ada, dora, kim):
        make_reminder(member)

    assert fire_some(now=NINE, but=[]) == 3

    assert texts() == [
        ("Ada", "You have a reminder due at 09:00."),
        ("Dora", "Um 09:00 Uhr ist eine Erinnerung fällig."),
        ("Kim", "Um 13:30 Uhr ist eine Erinnerung fällig."),
    ]


def test_a_call_for_everyone_costs_two_queries_in_any_number_of_languages(
    room, group, ada, bo, dora, django_assert_num_queries
):
    make_message(room, make_host(group), "@everyone, we begin")

    assert texts() == [
        ("Ada", "Hal asks for everyone in Quiet corner"),
        ("Bo", "Hal asks for everyone in Quiet corner"),
        ("Dora", "Hal ruft alle in Quiet corner"),
    ]
    about = {"kind": "mention", "text": translation.gettext_lazy("Saved."), "url": "/x/", "now": NOON, "actor": bo}
    with django_assert_num_queries(2):
        notify_all(User.objects.all(), **about)


def test_a_meeting_is_told_with_the_day_as_its_reader_writes_it(room, mo, ada, dora):
    meeting = make_meeting(room, mo, now=NOON - timedelta(days=20))
    attend(meeting, ada, dora, now=NOON - timedelta(days=20))

    remind(meeting, now=SEVEN - HOUR)

    assert texts() == [
        ("Ada", "“Quiet hour” begins on Tuesday, 24 November at 19:00."),
        ("Dora", "„Quiet hour“ beginnt am Dienstag, 24. November um 19:00 Uhr."),
    ]


def test_a_notice_that_says_something_new_says_it_in_the_same_language(dora, ada):
    about = {"kind": "room", "key": "room-1", "now": NOON}
    for member in (ada, dora):
        member.notifications.create(kind="room", key="room-1", text="Before", url="/x/", created_at=NOON)
        words = translation.gettext_lazy("Saved.")
        assert say_anew(recipient=member, text=words, **about)

    assert texts() == [("Ada", "Saved."), ("Dora", "Gespeichert.")]


def test_a_summary_counts_in_german(group, bo, dora):
    waiting_for(dora)
    choose_ways(dora, ways={"digest": "now"})
    make_plan(dora)
    for number in range(2):
        start(bo, group, f"Morning {number}")

    [digest] = look(dora)

    assert digest.notice.text == "Übersicht: 2 Neuigkeiten"


def test_each_sender_of_signs_is_announced_once_whatever_language_was_chosen_since(room, ada, bo, dora):
    message = make_message(room, dora)
    for language in ("de", "en-gb"):
        choose_language(dora, language=language)
        chat.set_signs(message, member=bo, kinds=1, now=NOON)
        dora.notifications.update(read_at=NOON)
    chat.set_signs(message, member=ada, kinds=1, now=NOON)

    assert texts() == [("Dora", "Bo hat dir ein Zeichen geschickt"), ("Dora", "Ada sent you a kind sign")]


def test_what_everybody_reads_under_a_post_is_in_the_sites_language(group, ada, dora, mo):
    post = make_thread(group=group, author=ada, body="Call 030 1234567.").posts.get()
    with translation.override("de"):
        mask_phrase(post, phrase="030 1234567", moderator=mo, now=NOON)

    assert post.revisions.order_by("number").last().reason == "The team blanked a phrase"
