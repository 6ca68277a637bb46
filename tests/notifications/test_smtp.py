"""What becomes of mails when a real mail server says no, says nothing, or goes away."""

import pytest
from django.urls import reverse

from community.notifications import actions
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON
from tests.notifications.smtp import DROP, STALL, Moody


@pytest.fixture
def server(settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    with Moody().open() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
        yield running


def queue(member, count=1):
    for number in range(count):
        about = {"kind": "reply", "text": "Bo replied", "url": "/posts/1/", "key": f"thread-{number}"}
        actions.notify(recipient=member, now=NOON, **about)


PASSING = [
    ("GREETING", ["421 busy"]),
    ("MAIL", ["421 closing"]),
    ("MAIL", ["451 later"]),
    ("RCPT", ["451 grey list"]),
    ("DATA", ["421 closing"]),
    ("DATA", ["451 later"]),
    ("WORDS", ["451 later"]),
    ("MAIL", ["550 our address"]),
    ("WORDS", ["550 5.7.1 policy"]),
    ("EHLO", [STALL]),
    ("RCPT", [STALL]),
    ("DATA", [STALL]),
    ("WORDS", [STALL]),
    ("RCPT", [DROP]),
    ("WORDS", [DROP]),
]


@pytest.mark.parametrize(("verb", "answers"), PASSING)
def test_a_passing_fault_is_tried_again_and_stops_no_other_mail(ada, server, settings, verb, answers):
    settings.EMAIL_TIMEOUT = 1 if STALL in answers else settings.EMAIL_TIMEOUT
    queue(ada, 2)
    server.moods = {verb: [*answers]}

    assert send_due_deliveries() == 1

    waiting = Delivery.objects.waiting().get()
    assert (waiting.attempts, waiting.lease, waiting.why) == (1, None, "")
    assert waiting.text
    Delivery.objects.update(due_at=NOON)
    assert send_due_deliveries() == 1
    assert {letter["Message-ID"] for letter in server.letters} == set(
        Delivery.objects.values_list("message_id", flat=True)
    )


REFUSALS = [("RCPT", "550 5.7.1 our network"), ("RCPT", "552 5.2.2 full"), ("WORDS", "554 not this one")]


@pytest.mark.parametrize(("verb", "answer"), REFUSALS)
def test_a_refusal_stops_at_once_and_is_told_in_the_app_without_a_mail(ada, server, verb, answer):
    queue(ada, 3)
    server.moods = {verb: [answer, answer]}

    assert send_due_deliveries() == 1

    refused = Delivery.objects.exclude(dropped_at=None)
    assert list(refused.values_list("why", "attempts", "text")) == [("refused", 1, "")] * 2
    notice = ada.notifications.get(kind="mail")  # one for both
    assert notice.url == reverse("account_email")
    assert "could not be delivered" in notice.text
    assert Delivery.objects.count() == 3


def test_hours_of_silence_are_told_too(ada, server):
    queue(ada)
    Delivery.objects.update(attempts=len(actions.RETRIES))
    server.moods = {"RCPT": ["451 later"]}

    send_due_deliveries()

    assert Delivery.objects.get().why == "failed"
    assert ada.notifications.filter(kind="mail").exists()


def test_one_connection_carries_up_to_a_hundred_mails_across_batches(ada, server):
    queue(ada, 101)

    assert send_due_deliveries() == 101

    assert server.connections == 2


def test_the_connection_is_opened_anew_after_a_fault_and_only_then(ada, server):
    queue(ada, 5)
    server.moods = {"RCPT": ["250 ok", "451 later"]}

    assert send_due_deliveries() == 4

    assert server.connections == 2


def test_a_server_that_is_silent_at_our_goodbye_loses_nothing(ada, server, settings):
    settings.EMAIL_TIMEOUT = 1
    queue(ada)
    server.moods = {"QUIT": [STALL]}

    assert send_due_deliveries() == 1

    assert Delivery.objects.get().sent_at is not None
