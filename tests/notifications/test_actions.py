import pytest

from community.notifications import actions
from community.notifications.models import Delivery, Notification
from tests.factories import NOON

CANARY = "blepharospasm"


def tell(member, **changes):
    fields = {"recipient": member, "kind": "reply", "text": f"Bo replied about {CANARY}", "url": "/posts/1/"}
    return actions.notify(**{**fields, "now": NOON, **changes})


def test_notice_and_mail_are_written_together(ada):
    notification = tell(ada)

    delivery = Delivery.objects.get()
    assert (notification.recipient, notification.text) == (ada, f"Bo replied about {CANARY}")
    assert (delivery.notification, delivery.to_address, delivery.due_at) == (notification, ada.email, NOON)


@pytest.mark.parametrize("kind", Notification.Kind.values)
def test_mails_say_nothing_of_what_they_are_about(ada, kind):
    tell(ada, kind=kind, due_at=NOON)

    delivery = Delivery.objects.get()
    for part in (delivery.subject, delivery.text, delivery.html, delivery.message_id):
        assert CANARY not in part
    assert "/posts/1/" in delivery.text
    assert "/posts/1/" in delivery.html
    assert "Steadfold" in delivery.subject


def test_mails_can_be_left_out(ada):
    tell(ada, mail=False)

    assert not Delivery.objects.exists()


def test_members_who_may_not_sign_in_get_no_mail(ada):
    ada.is_active = False
    ada.save()

    tell(ada)

    assert not Delivery.objects.exists()


def test_one_mail_waits_for_each_key_until_it_is_read(ada):
    first = tell(ada, key="thread-1")
    tell(ada, key="thread-1")
    tell(ada, key="thread-2")
    assert (Notification.objects.count(), Delivery.objects.count()) == (3, 2)

    for notification in ada.notifications.filter(key=first.key):
        actions.mark_read(notification, now=NOON)
    tell(ada, key="thread-1")

    assert Delivery.objects.count() == 3


def test_cancelled_mails_are_dropped_and_blanked(ada):
    tell(ada, key="occurrence-1")

    assert actions.cancel_mail(key="occurrence-1", now=NOON) == 1

    delivery = Delivery.objects.get()
    assert (delivery.dropped_at, delivery.text, delivery.html) == (NOON, "", "")


def test_reading_again_keeps_the_first_moment(ada):
    notification = tell(ada)

    actions.mark_read(notification, now=NOON)
    actions.mark_read(notification, now=NOON.replace(year=2027))

    notification.refresh_from_db()
    assert notification.read_at == NOON
