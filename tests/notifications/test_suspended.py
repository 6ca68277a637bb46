"""While an account is suspended its owner gets the reminders they asked for and what the team says: no other mail."""

from datetime import timedelta

import pytest

from community.accounts.actions import lift_sanction, sanction
from community.accounts.models import Sanction
from community.notifications import actions
from community.notifications.actions import claim_due, drop_unwanted, renew_lease
from community.notifications.letters import Letter
from community.notifications.models import Delivery, Notification
from tests.factories import NOON

STILL_SENT = {"reminder", "moderation"}
KINDS = Notification.Kind.values


def tell(member, kind):
    return actions.notify(recipient=member, kind=kind, text="Something", url="/posts/1/", now=NOON)


def suspend(member, kind=Sanction.Kind.SUSPENSION):
    return sanction(member, kind=kind, until=NOON + timedelta(days=1), now=NOON)


@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_is_written_about_the_community(ada, kind):
    suspend(ada)

    tell(ada, kind)

    assert ada.notifications.count() == 1
    assert Delivery.objects.exists() is (kind in STILL_SENT)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_that_waits_already_is_not_sent(ada, kind):
    tell(ada, kind)
    suspend(ada)

    drop_unwanted(now=NOON)

    assert bool(claim_due(now=NOON)) is (kind in STILL_SENT)
    assert Delivery.objects.get().text or kind not in STILL_SENT


def test_a_mail_in_the_hands_of_a_worker_is_looked_at_again(ada):
    tell(ada, "reply")
    [delivery] = claim_due(now=NOON)

    suspend(ada)

    assert not renew_lease(delivery, now=NOON)


def test_codes_and_passwords_of_the_site_itself_go_out(ada):
    """They have no notice: whoever is suspended may still choose a new password."""
    actions.put_in_outbox(Letter(ada.email, "A code", "12345"), now=NOON)
    suspend(ada)

    assert claim_due(now=NOON)


@pytest.mark.parametrize("kind", KINDS)
def test_a_silence_changes_no_mail(ada, kind):
    suspend(ada, Sanction.Kind.SILENCE)

    tell(ada, kind)

    assert claim_due(now=NOON)


def test_after_its_end_everything_is_as_before(ada):
    suspension = suspend(ada)
    lift_sanction(suspension, now=NOON)

    tell(ada, "reply")

    assert claim_due(now=NOON)
