from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.forum.permissions import can_reply, can_start_thread
from tests.factories import NOON, join, make_user
from tests.forum.factories import make_thread


def may_write(user, thread):
    return can_start_thread(user, thread.board, now=NOON), can_reply(user, thread, now=NOON)


def test_members_of_the_group_write(group, ada, bo):
    assert may_write(bo, make_thread(group=group, author=ada)) == (True, True)


def test_strangers_and_visitors_do_not(group, ada, eve):
    thread = make_thread(group=group, author=ada)

    assert may_write(eve, thread) == (False, False)
    assert may_write(AnonymousUser(), thread) == (False, False)


@pytest.mark.parametrize(
    "state",
    [
        {"guidelines_accepted_at": None},
        {"guidelines_accepted_at": NOON + timedelta(days=1)},
        {"is_active": False},
    ],
)
def test_members_who_may_not_write_anywhere_do_not_write_here(group, ada, state):
    newcomer = make_user("Newcomer", **state)
    join(group, newcomer)

    assert may_write(newcomer, make_thread(group=group, author=ada)) == (False, False)


def test_locked_thread_takes_replies_from_nobody(group, ada, mo):
    thread = make_thread(group=group, author=ada)
    thread.locked_at = NOON

    assert can_reply(ada, thread, now=NOON) is False
    assert can_reply(mo, thread, now=NOON) is False
    assert can_start_thread(ada, thread.board, now=NOON) is True
