"""Which mails a worker takes: what it wants and what it drops are two halves of all that is due."""

from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from community.accounts.models import Block, User
from community.notifications import actions
from community.notifications.letters import Letter
from community.notifications.models import Choice, Delivery
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON, make_user

KINDS = ["reply", "reminder", "mail", "moderation", "room"]


def everything(ada, bo):
    """Mails of every kind to people whom one thing or another keeps from getting them, and one to nobody known."""
    people = [make_user(f"Member{number}") for number in range(6)]
    for member in people:
        for kind in KINDS:
            actor = bo if kind == "reply" else None
            about = {"kind": kind, "text": "Something", "url": "/x/", "key": f"{kind}-1", "actor": actor}
            actions.notify(recipient=member, now=NOON, **about)
    code = Letter("new@members.example", "Your code", "1234")
    actions.put_in_outbox(code, now=NOON)
    read, late, stopped, gone, suspended, bounced = people
    read.notifications.update(read_at=NOON)
    Delivery.objects.filter(notification__recipient=late).update(useful_until=NOON)
    Choice.objects.create(member=stopped, kind="reply", way="app")
    Block.objects.create(blocker=stopped, blocked=bo, by_name=True, created_at=NOON)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=suspended.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    User.objects.filter(pk=bounced.pk).update(
        mail_stopped_for=bounced.email, mail_stopped_why="bounced", mail_stopped_at=NOON
    )


def test_what_is_wanted_and_what_is_not_are_two_halves(ada, bo):
    everything(ada, bo)
    now = timezone.now()

    wanted, unwanted = Delivery.objects.wanted(now), Delivery.objects.unwanted(now)

    assert not wanted.intersection(unwanted).exists()
    assert wanted.count() + unwanted.count() == Delivery.objects.count() == 6 * len(KINDS) + 1
    assert set(wanted.values_list("notification__recipient__username", "notification__kind")) == {
        (None, None),  # the code
        ("Member0", "mail"),
        *[("Member2", kind) for kind in KINDS if kind != "reply"],
        ("Member4", "reminder"),
        ("Member4", "moderation"),
        ("Member5", "mail"),
        ("Member5", "moderation"),
    }


@pytest.mark.parametrize("number", [1, 3])
def test_claiming_costs_the_same_for_any_number(ada, number, django_assert_num_queries):
    for place in range(number):
        actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", key=f"{place}", now=NOON)

    with django_assert_num_queries(6):  # two of them a savepoint
        assert len(actions.claim_due(now=NOON)) == number


@pytest.mark.parametrize("others", [1, actions.BATCH])
def test_a_code_goes_before_all_that_was_due_earlier(ada, others):
    for place in range(others):
        actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", key=f"{place}", now=NOON)
    code = actions.put_in_outbox(Letter("new@members.example", "Your code", "1234"), now=NOON + timedelta(minutes=1))

    batch = actions.claim_due(now=NOON + timedelta(minutes=1))

    assert batch[0] == code
    assert len(batch) == min(others + 1, actions.BATCH)
    assert len(actions.claim_due(now=NOON + timedelta(minutes=1))) == others + 1 - len(batch)


class Watching(EmailBackend):
    """A mail server that looks how many mails were dropped by the time each letter came."""

    dropped_by_then = {}

    def send_messages(self, messages):
        dropped = Delivery.objects.exclude(dropped_at=None).count()
        self.dropped_by_then |= {message.to[0]: dropped for message in messages}
        return super().send_messages(messages)


def test_a_code_waits_for_nothing_that_is_done_about_other_mails(ada, bo, settings, monkeypatch):
    settings.MAIL_TRANSPORT = "tests.notifications.test_claiming.Watching"
    monkeypatch.setattr(Watching, "dropped_by_then", {})
    for member in (ada, bo):
        actions.notify(recipient=member, kind="reply", text="Cy", url="/x/", key="1", now=NOON)
    bo.notifications.update(read_at=NOON)
    actions.put_in_outbox(Letter("new@members.example", "Your code", "1234"), now=NOON)

    assert send_due_deliveries() == 2

    assert Watching.dropped_by_then == {"new@members.example": 0, ada.email: 1}
