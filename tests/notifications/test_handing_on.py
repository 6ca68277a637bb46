"""One mail stands for all that is told of a thing, and goes as long as any of it is news."""

import pytest
from django.core import mail

from community.accounts.actions import block
from community.accounts.models import User
from community.notifications import actions
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.concurrency import at_once
from tests.factories import NOON, make_user


def tell(member, number, actor=None, key="tea-1", **changes):
    about = {"kind": "reply", "text": "Something", "url": f"/posts/{number}/", "actor": actor, "key": key}
    return actions.notify(recipient=member, now=NOON, **about | changes)


def take_back(ada, bo):
    actions.take_back(User.objects.filter(pk=ada.pk), key="tea-1", url="/posts/1/", now=NOON)


def withdraw(ada, bo):
    actions.withdraw(url="/posts/1/", now=NOON)


def block_by_name(ada, bo):
    block(bo, blocker=ada, now=NOON)


WAYS = [take_back, withdraw, block_by_name]


@pytest.mark.parametrize("way", WAYS)
def test_what_else_was_told_is_mailed_when_the_first_is_gone(ada, bo, mo, way):
    tell(ada, 1, bo), tell(ada, 2, mo), tell(ada, 3, mo)
    way(ada, bo)

    assert send_due_deliveries() == 1

    [message] = mail.outbox
    for words in (message.body, message.alternatives[0].content):
        assert "/posts/2/" in words
        assert "/posts/1/" not in words
    assert Delivery.objects.get().notification.url == "/posts/2/"


@pytest.mark.parametrize("way", WAYS)
def test_when_nothing_is_left_no_mail_goes(ada, bo, way):
    tell(ada, 1, bo), tell(ada, 2, bo, kind="mention"), tell(ada, 3, bo, key="tea-2"), tell(bo, 1, ada)
    Delivery.objects.exclude(notification__url="/posts/1/", notification__recipient=ada).delete()
    way(ada, bo)
    if way is block_by_name:
        tell(ada, 4, bo)

    assert send_due_deliveries() == 0
    assert Delivery.objects.get().why in ("read", "unwanted")


def test_reading_all_of_it_sends_nothing(ada):
    first = tell(ada, 1)
    tell(ada, 2)
    actions.mark_read_with_alike(first, now=NOON)

    assert send_due_deliveries() == 0


def test_what_has_no_key_stands_for_itself(ada):
    first = tell(ada, 1, key="")
    tell(ada, 2, key="")
    Delivery.objects.exclude(notification=first).delete()
    actions.mark_read(first, now=NOON)

    assert send_due_deliveries() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_hand_it_on_once():
    ada = make_user("Ada")
    tell(ada, 1), tell(ada, 2), tell(ada, 3)
    actions.withdraw(url="/posts/1/", now=NOON)

    assert sum(at_once(*[lambda: actions.hand_on(now=NOON)] * 4)) == 1
    assert Delivery.objects.get().notification.url == "/posts/2/"
