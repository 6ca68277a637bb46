import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils import timezone

from community.core.turns import Turn
from community.notifications import actions
from community.notifications.actions import claim_due
from community.notifications.models import Delivery
from community.notifications.sending import send_all
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON


class Server(BaseEmailBackend):
    """A mail server whose answers the test sets: an exception to raise, or None to accept."""

    answers: list = []
    opened = closed = 0
    accepted: list = []

    def open(self):
        type(self).opened += 1
        return True

    def close(self):
        type(self).closed += 1

    def send_messages(self, messages):
        answer = Server.answers.pop(0) if Server.answers else None
        if answer:
            raise answer
        Server.accepted.extend(messages)
        return len(messages)


@pytest.fixture
def server(settings):
    settings.MAIL_TRANSPORT = "tests.notifications.test_sending.Server"
    Server.answers, Server.accepted, Server.opened, Server.closed = [], [], 0, 0
    return Server


def queue(member, count=1):
    for number in range(count):
        actions.notify(
            recipient=member, kind="reply", text="Bo replied", url="/posts/1/", now=NOON, key=f"thread-{number}"
        )
    return list(Delivery.objects.order_by("pk"))


def test_due_mails_go_out_once_in_the_members_name(ada):
    queue(ada)

    assert send_due_deliveries() == 1
    assert send_due_deliveries() == 0

    [message] = mail.outbox
    assert message.to == [ada.email]
    assert "Ada" not in message.subject


def test_message_id_is_fixed_before_the_first_try_and_kept(ada, server):
    [delivery] = queue(ada)
    server.answers = [smtplib.SMTPServerDisconnected("gone")]
    send_due_deliveries()
    Delivery.objects.update(due_at=NOON)

    send_due_deliveries()

    assert server.accepted[0].extra_headers["Message-ID"] == delivery.message_id


def test_sent_mails_keep_no_text(ada):
    queue(ada)

    send_due_deliveries()

    delivery = Delivery.objects.get()
    assert delivery.sent_at is not None
    assert (delivery.text, delivery.html, delivery.lease) == ("", "", None)


def test_two_workers_never_hold_the_same_mail(ada):
    queue(ada, 3)

    first, second = claim_due(now=NOON), claim_due(now=NOON)

    assert (len(first), len(second)) == (3, 0)


def test_mails_of_a_dead_worker_come_back_when_the_lease_ends(ada):
    queue(ada)
    claim_due(now=NOON)

    assert claim_due(now=NOON + actions.LEASE / 2) == []
    assert len(claim_due(now=NOON + actions.LEASE)) == 1


def test_mails_that_lost_their_lease_are_left_to_the_new_holder(ada, server):
    queue(ada)
    [stale] = claim_due(now=NOON)
    claim_due(now=NOON + actions.LEASE)

    assert send_all([stale]) == 0
    assert server.accepted == []


def test_what_was_not_begun_when_the_turn_was_over_is_anybodys_at_once(ada, server):
    queue(ada, 2)

    assert send_all(claim_due(now=NOON), turn=Turn(seconds=0)) == 0

    assert server.accepted == []
    assert len(claim_due(now=NOON)) == 2


def test_what_is_handed_back_stays_with_a_new_holder(ada):
    queue(ada)
    stale = claim_due(now=NOON)
    [held] = claim_due(now=NOON + actions.LEASE)

    assert actions.hand_back(stale) == 0

    assert Delivery.objects.get().lease == held.lease


def test_a_worker_that_stops_begins_no_mail_and_asks_for_another_run(
    ada, server, monkeypatch, django_capture_on_commit_callbacks
):
    queue(ada, actions.BATCH + 1)
    connection.run_on_commit.clear()  # that is long past
    monkeypatch.setattr(Turn, "stopping", True)

    with django_capture_on_commit_callbacks() as asked:
        assert send_due_deliveries() == 0

    assert [call.args for call in asked] == [(actions.SEND_TASK,)]
    assert Delivery.objects.due(timezone.now()).count() == actions.BATCH + 1


def test_passing_faults_are_tried_again_later_and_later(ada, server):
    queue(ada)
    waits = []
    for _wait in actions.RETRIES:
        server.answers = [OSError("network unreachable")]
        send_due_deliveries()
        delivery = Delivery.objects.get()
        waits.append((delivery.due_at - timezone.now()) / timedelta(minutes=1))
        assert delivery.dropped_at is None
        Delivery.objects.update(due_at=NOON)
    planned = [1, 5, 30, 120, 360]
    assert [0.79 * plan < wait < 1.21 * plan for wait, plan in zip(waits, planned, strict=True)] == [True] * 5

    server.answers = [OSError("network unreachable")]
    send_due_deliveries()

    assert Delivery.objects.get().dropped_at is not None


def test_refusals_are_not_repeated(ada, server):
    queue(ada)
    server.answers = [smtplib.SMTPRecipientsRefused({ada.email: (550, b"no such user")})]

    send_due_deliveries()

    delivery = Delivery.objects.get()
    assert delivery.dropped_at is not None
    assert delivery.problem == "SMTPRecipientsRefused"


def test_a_wrong_password_of_ours_loses_no_mail(ada, server):
    queue(ada)
    server.answers = [smtplib.SMTPAuthenticationError(535, b"bad credentials")]

    send_due_deliveries()

    assert Delivery.objects.get().dropped_at is None


def test_one_bad_mail_does_not_stop_the_others(ada, server):
    queue(ada, 3)
    server.answers = [None, smtplib.SMTPDataError(451, b"try later"), None]

    assert send_due_deliveries() == 2

    assert Delivery.objects.waiting().count() == 1


def test_what_was_read_meanwhile_is_not_sent(ada, server):
    [delivery] = queue(ada)
    claimed = claim_due(now=timezone.now())

    actions.mark_read(delivery.notification, now=NOON)

    assert send_all(claimed) == 0
    assert server.accepted == []


def test_read_or_unwanted_mails_are_dropped_at_the_next_look(ada, bo):
    [delivery, _other] = queue(ada, 1) + queue(bo, 1)[1:]
    actions.mark_read(delivery.notification, now=NOON)
    bo.is_active = False
    bo.save()

    assert actions.drop_unwanted(now=NOON) == 2

    assert claim_due(now=NOON) == []
    assert set(Delivery.objects.values_list("dropped_at", "text")) == {(NOON, "")}


def test_mails_of_the_future_wait(ada):
    queue(ada)

    assert claim_due(now=NOON - timedelta(seconds=1)) == []


def test_nothing_due_costs_one_query_and_writes_nothing(ada, django_assert_num_queries):
    queue(ada)
    Delivery.objects.update(due_at=timezone.now() + timedelta(hours=1))

    with django_assert_num_queries(1):
        assert send_due_deliveries() == 0


def test_logs_name_neither_people_nor_words(ada, server, caplog):
    queue(ada)
    server.answers = [OSError(f"cannot reach {ada.email}")]

    send_due_deliveries()

    assert "delivery" in caplog.text
    assert ada.email not in caplog.text


@pytest.mark.parametrize(
    "problem",
    [
        smtplib.SMTPSenderRefused(530, b"authentication required", "us"),
        smtplib.SMTPConnectError(554, b"no service"),
        smtplib.SMTPDataError(550, b"5.4.5 daily limit"),
        UnicodeError("odd letter"),
    ],
)
def test_what_is_wrong_on_our_side_loses_no_mail_and_stops_no_other(ada, server, problem):
    queue(ada, 2)
    server.answers = [problem, None]

    assert send_due_deliveries() == 1

    assert Delivery.objects.waiting().get().text != ""


def test_a_lease_that_ran_out_while_others_were_slow_is_not_used(ada, server):
    queue(ada)
    [claimed] = claim_due(now=NOON)  # long ago: the lease is over by now

    assert send_all([claimed]) == 0
    assert server.accepted == []


def test_what_nobody_wants_any_more_holds_up_no_other_mail(ada, bo):
    for delivery in queue(ada, actions.BATCH):
        actions.mark_read(delivery.notification, now=NOON)
    queue(bo)

    assert send_due_deliveries() == 1


@pytest.mark.parametrize("erase", ["rows", "account"])
def test_a_mail_to_somebody_who_was_erased_meanwhile_stays_even_in_the_hands_of_a_worker(ada, erase):
    actions.notify(recipient=ada, kind="reply", text="Bo replied", url="/x/", now=NOON)
    [delivery] = claim_due(now=NOON)

    if erase == "rows":
        ada.delete()
    else:  # what was written stays, and the account is nobody's any more
        type(ada).objects.filter(pk=ada.pk).update(is_active=False, email="")

    assert not actions.renew_lease(delivery, now=NOON)
    assert send_due_deliveries() == 0
    assert not Delivery.objects.exclude(text="").exists()
