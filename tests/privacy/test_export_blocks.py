"""The file of whoever somebody blocked is the one they would have without the block."""

from datetime import timedelta

import pytest

from community.accounts.actions import block
from community.carers import actions as carers
from community.carers.models import Arrangement
from community.chat.actions.signing import set_signs
from community.chat.models import Sign
from community.forum.actions.reacting import set_reaction
from community.forum.models import Reaction
from community.privacy.export.rows import rows
from tests.carers.factories import ask, help_of
from tests.chat.factories import make_message, make_room
from tests.factories import NOON
from tests.forum.factories import make_thread


def file_after_signs(member, post, message):
    set_reaction(post=post, member=member, kinds=1, now=NOON)
    set_signs(message, member=member, kinds=1, now=NOON)
    return [list(rows(Reaction, member)), list(rows(Sign, member))]


@pytest.mark.parametrize("by_name", [True, False])
def test_kind_signs_do_not_say_that_their_author_blocked_the_sender(ada, bo, group, by_name):
    places = make_thread(group=group, author=ada).posts.get(), make_message(make_room(group), ada)
    before = file_after_signs(bo, *places)
    block(bo, blocker=ada, by_name=by_name, now=NOON)

    after = file_after_signs(bo, *places)

    assert after == before
    assert [len(table) for table in after] == [1, 1]


def file_of_helper(helper, arrangement):
    found = {row["id"]: row for row in rows(Arrangement, helper)}.get(arrangement.pk, {})
    return {name: value for name, value in found.items() if name != "id"}


@pytest.mark.parametrize("begin", [ask, lambda member, helper: help_of(helper, member)], ids=["asked", "in force"])
def test_helpers_cannot_tell_a_block_from_an_end(ada, bo, begin):
    ended = begin(ada, bo)
    carers.end(ended, by=ada, now=NOON)
    blocked = begin(ada, bo)
    block(bo, blocker=ada, now=NOON)
    carers.tell_of_ending(now=NOON + timedelta(days=29))

    assert file_of_helper(bo, blocked) == file_of_helper(bo, ended)


def test_what_helpers_ended_themselves_is_in_their_file(ada, bo):
    declined = ask(ada, bo)
    carers.decline(declined, helper=bo, now=NOON)
    ended = help_of(bo, ada, now=NOON + timedelta(days=8))
    carers.end(ended, by=bo, now=NOON + timedelta(days=9))

    assert [row["ended_by"] for row in rows(Arrangement, bo)] == ["declined", "helper"]
    assert all(row["ended_at"] for row in rows(Arrangement, bo))
