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


def test_a_notice_without_a_mail_holds_back_no_later_mail(ada):
    tell(ada, key="thread-1", mail=False)
    tell(ada, key="thread-1")
    tell(ada, key="thread-1")

    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("why", [why for why in Delivery.Why if why != Delivery.Why.JOINED])
@pytest.mark.parametrize("many", [False, True])
def test_a_mail_that_was_dropped_holds_back_no_later_mail(ada, why, many):
    tell(ada, key="thread-1")
    Delivery.objects.update(dropped_at=NOON, why=why)

    if many:
        news = [actions.News(recipient=ada, text="Bo", url="/x/", key="thread-1")]
        actions.notify_each(news, kind="reply", now=NOON)
    else:
        tell(ada, key="thread-1")

    assert Delivery.objects.waiting().count() == 1


@pytest.mark.parametrize("change", [{"sent_at": NOON}, {"dropped_at": NOON, "why": "joined"}])
def test_a_mail_that_left_or_is_told_by_another_needs_no_second_one(ada, change):
    tell(ada, key="thread-1")
    Delivery.objects.update(**change)
    tell(ada, key="thread-1")

    assert Delivery.objects.count() == 1


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
