"""Late mails say so, useless ones stay, and after an outage there is one for each person."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from community.notifications import actions
from community.notifications.letters import write_letter
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON

MINUTE = timedelta(minutes=1)
SORRY = "This was due at 13:00 on 22 November 2026."  # noon in Berlin


def remind(member, number=1, **changes):
    fields = {"recipient": member, "kind": "reminder", "text": "Due", "url": "/reminders/", "now": NOON}
    return actions.notify(**{**fields, "due_at": NOON, "key": f"reminder-{number}", **changes})


def send(at):
    with time_machine.travel(at, tick=False):
        return send_due_deliveries()


@pytest.mark.parametrize(("after", "says_so"), [(0, False), (30, False), (31, True)])
def test_a_mail_that_is_half_an_hour_late_says_when_it_was_due(ada, after, says_so):
    remind(ada)

    assert send(NOON + after * MINUTE) == 1

    [message] = mail.outbox
    for words in (message.body, message.alternatives[0].content):
        assert (SORRY in words) is says_so
        assert ("You have a reminder due at 13:00" in words) is not says_so


def test_one_that_is_written_late_says_so_too(ada):
    remind(ada, now=NOON + 31 * MINUTE)

    assert SORRY in Delivery.objects.get().text


def test_what_is_of_no_use_any_more_stays_and_says_why(ada):
    remind(ada, useful_until=NOON + 60 * MINUTE)

    assert send(NOON + 60 * MINUTE) == 0

    assert list(Delivery.objects.values_list("why", "sent_at", "text")) == [("late", None, "")]
    assert ada.notifications.unread().count() == 1


def test_what_was_read_meanwhile_is_told_apart(ada):
    actions.mark_read(remind(ada, useful_until=NOON + 60 * MINUTE), now=NOON)

    send(NOON + MINUTE)

    assert Delivery.objects.get().why == "read"


def test_after_an_outage_everybody_gets_one_mail(ada, bo):
    for number in range(5):
        remind(ada, number, due_at=NOON + number * MINUTE)
    remind(bo)

    assert send(NOON + 120 * MINUTE) == 2

    by_address = {message.to[0]: message for message in mail.outbox}
    assert by_address[ada.email].subject == "Reminders for you · Steadfold"
    assert "Several of your reminders" in by_address[ada.email].body
    assert by_address[bo.email].subject == "A reminder for you · Steadfold"
    assert Delivery.objects.filter(why="joined").count() == 4
    assert ada.notifications.unread().count() == 5


@pytest.mark.parametrize("change", ["read", "useless"])
def test_a_mail_that_waits_for_another_try_and_is_of_no_use_any_more_carries_no_others(ada, change):
    waits, tried = remind(ada, 1), remind(ada, 2)
    Delivery.objects.filter(notification=tried).update(attempts=3, due_at=NOON + 200 * MINUTE)
    if change == "read":
        actions.mark_read(tried, now=NOON)
    else:
        Delivery.objects.filter(notification=tried).update(useful_until=NOON + 100 * MINUTE)

    assert send(NOON + 120 * MINUTE) == 1

    assert Delivery.objects.get(notification=waits).sent_at is not None


def test_what_is_in_time_is_not_joined(ada):
    remind(ada, 1), remind(ada, 2)

    assert send(NOON + 29 * MINUTE) == 2


def test_other_mails_and_what_a_worker_holds_are_left_alone(ada):
    remind(ada, 1)
    actions.claim_due(now=NOON + 120 * MINUTE)
    remind(ada, 2)
    actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", now=NOON, due_at=NOON)

    assert actions.join_late(now=NOON + 120 * MINUTE) == 0


def test_own_words_are_taken_back_from_what_waits_and_not_from_what_a_worker_holds(ada, bo):
    remind(ada, mail_words="Canary")
    actions.claim_due(now=NOON)
    remind(bo, mail_words="Canary", mail_path="/reminders/answer/x/")

    assert actions.take_back_words(key="reminder-1", now=NOON) == 1

    held, waiting = Delivery.objects.order_by("pk")
    assert (held.words, waiting.words) == ("Canary", "")
    assert "/reminders/answer/x/" in waiting.text


def test_a_long_outage_joins_again_into_one(ada):
    remind(ada, 1), remind(ada, 2)
    actions.join_late(now=NOON + 60 * MINUTE)
    remind(ada, 3, due_at=NOON + 60 * MINUTE)

    actions.join_late(now=NOON + 120 * MINUTE)

    assert Delivery.objects.waiting().get().is_catch_up


def test_a_joined_mail_is_of_use_as_long_as_one_in_it(ada):
    remind(ada, 1, useful_until=NOON + 300 * MINUTE)
    remind(ada, 2, useful_until=NOON + 200 * MINUTE)

    actions.join_late(now=NOON + 100 * MINUTE)

    assert Delivery.objects.waiting().get().useful_until == NOON + 300 * MINUTE


def test_waits_are_a_fifth_more_or_less_and_the_same_for_everybody():
    waits = [
        actions.wait_before(Delivery(message_id=f"<{number}@x>", attempts=attempt))
        for number in range(200)
        for attempt in range(5)
    ]

    shares = [wait / actions.RETRIES[index % 5] for index, wait in enumerate(waits)]
    assert 0.8 <= min(shares) < 0.82
    assert 1.18 < max(shares) <= 1.2
    assert waits[0] == actions.wait_before(Delivery(message_id="<0@x>", attempts=0))


def test_message_id_follows_from_the_notice_and_names_nothing(ada):
    notice = remind(ada, key="reminder-blepharospasm")

    first = notice.delivery.message_id
    notice.delivery.delete()
    again = actions.put_in_outbox(
        write_letter(kind="reminder", recipient=ada, path="/x/", due_at=NOON, now=NOON),
        now=NOON,
        notification=notice,
    )

    assert again.message_id == first
    assert "spasm" not in first
    assert first.endswith("@steadfold.example>")
