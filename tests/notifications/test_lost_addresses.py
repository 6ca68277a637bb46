"""An address that no account has any more is kept with no mail that is over: once its member leaves, nobody could find
it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from community.core.turns import Turn
from community.notifications import actions
from community.notifications.letters import dress_up
from community.notifications.models import Delivery
from community.notifications.tasks import forget_lost_addresses
from community.privacy.leaving.actions import GRACE, erase_due, leave
from tests.factories import NOON

OLD, SECOND = "old@members.example", "second@members.example"


def mail_to(address, **changes):
    sent = actions.put_in_outbox(dress_up(address, "Your code", "1234"), now=NOON)
    Delivery.objects.filter(pk=sent.pk).update(**{"sent_at": NOON} | changes)
    return sent


def address_of(mail):
    return Delivery.objects.values_list("to_address", "subject").get(pk=mail.pk)


def test_it_goes_and_what_became_of_the_mail_stays(ada):
    sent, refused = mail_to(OLD, bounce="hard", bounced_at=NOON), mail_to(OLD, sent_at=None, dropped_at=NOON)

    assert forget_lost_addresses() == 2
    assert forget_lost_addresses() == 0

    assert {address_of(sent), address_of(refused)} == {("", "")}
    assert Delivery.objects.get(pk=sent.pk).bounce == "hard"


def test_what_is_somebodys_or_waits_stays(ada):
    EmailAddress.objects.create(user=ada, email=SECOND)
    kept = [mail_to(ada.email.upper()), mail_to(SECOND), mail_to(OLD, sent_at=None)]
    told = actions.notify(recipient=ada, kind="reply", text="News", url="/x/", now=NOON).delivery
    Delivery.objects.filter(pk=told.pk).update(to_address=OLD, sent_at=NOON)

    assert forget_lost_addresses() == 0

    assert [address_of(mail)[0] for mail in (*kept, told)] == [ada.email.upper(), SECOND, OLD, OLD]


@pytest.mark.parametrize("way", ["take", "leave"])
def test_who_leaves_leaves_no_address_from_before(ada, way, settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    mail_to(OLD)
    told = actions.notify(recipient=ada, kind="reply", text="News", url="/x/", now=NOON).delivery
    Delivery.objects.filter(pk=told.pk).update(to_address=OLD, sent_at=NOON)
    leave(ada, way=way, now=NOON + timedelta(days=1))
    forget_lost_addresses()

    assert erase_due(now=NOON + timedelta(days=1) + GRACE, turn=Turn()) == 1

    assert not Delivery.objects.filter(to_address=OLD).exists()
