"""Two workers look into the outbox in the same moment."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from community.notifications import actions
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.concurrency import at_once
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_mail_is_claimed_by_one_worker():
    member = make_user("Ada")
    for number in range(30):
        actions.notify(recipient=member, kind="reply", text="Bo", url="/x/", now=NOON, key=f"thread-{number}")

    batches = at_once(*[lambda: actions.claim_due(now=NOON)] * 4)

    claimed = [delivery.pk for batch in batches for delivery in batch]
    assert len(claimed) == len(set(claimed)) == 30


class SlowGreeting(EmailBackend):
    """A mail server that lets its first caller wait for as long as a lease lasts."""

    meanwhile = []

    def open(self):
        if self.meanwhile:
            self.meanwhile.pop()()


def test_a_greeting_that_outlasts_the_lease_sends_nothing_twice(settings, monkeypatch, time_machine):
    def another_worker():
        time_machine.shift(actions.LEASE)
        assert send_due_deliveries() == 1

    time_machine.move_to(NOON, tick=False)
    settings.MAIL_TRANSPORT = "tests.notifications.test_at_once.SlowGreeting"
    monkeypatch.setattr(SlowGreeting, "meanwhile", [another_worker])
    actions.notify(recipient=make_user("Ada"), kind="reply", text="Bo", url="/x/", now=NOON)

    assert send_due_deliveries() == 0

    assert len(mail.outbox) == 1
    assert Delivery.objects.get().sent_at == NOON + actions.LEASE
