"""Two workers look into the outbox in the same moment."""

import pytest

from community.notifications import actions
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
