"""Nothing about a name that the recipient blocked goes out."""

import pytest

from community.accounts.actions import block, unblock
from community.accounts.models import User
from community.notifications.actions import notify
from community.notifications.models import Delivery, Notification
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON


def tell(member, actor=None):
    member = User.objects.get(pk=member.pk)
    return notify(recipient=member, kind="reply", text="Something", url="/groups/", actor=actor, now=NOON)


def test_blocked_actor_makes_neither_notice_nor_mail(ada, bo):
    block(bo, blocker=ada, now=NOON)

    assert tell(ada, bo) is None
    assert not Notification.objects.exists()
    assert not Delivery.objects.exists()


def test_others_and_what_names_nobody_arrive(ada, bo, mo):
    block(bo, blocker=ada, now=NOON)

    assert tell(ada, mo) is not None
    assert tell(ada) is not None
    assert tell(bo, ada) is not None  # the other way round nothing is missing that could tell


def test_another_name_blocked_keeps_nothing_back_of_the_own_name(ada, bo):
    block(bo, blocker=ada, by_name=False, now=NOON)

    assert tell(ada, bo) is not None
    assert send_due_deliveries() == 1


@pytest.mark.parametrize(("undone", "sent"), [(False, 0), (True, 1)])
def test_mail_is_looked_at_once_more_before_it_goes(ada, bo, undone, sent):
    tell(ada, bo)
    row = block(bo, blocker=ada, now=NOON)
    if undone:
        unblock(row, blocker=ada)

    assert send_due_deliveries() == sent


def test_block_of_one_member_stops_no_mail_to_another(ada, bo, mo):
    tell(mo, bo)
    block(bo, blocker=ada, now=NOON)

    assert send_due_deliveries() == 1
