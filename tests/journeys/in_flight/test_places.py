"""A request is on its way, and meanwhile the place closes or moves, or help ends. The action asks again and refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.actions import block
from community.accounts.models import User
from community.carers import actions as carers
from community.carers.models import Arrangement, OfferedDraft, Scope
from community.chat.actions import pausing
from community.chat.actions.opening import open_by_hand
from community.chat.models import Room
from community.conversations import actions as conversations
from community.drafts.models import Draft
from community.forum import actions as forum
from community.forum.actions import masking, team
from community.forum.actions.holding import release_post
from community.forum.actions.moving import move_thread
from community.forum.actions.writing import How
from community.forum.models import Board, Post, Thread
from community.groups.models import Membership, SupportGroup
from tests.carers.factories import draft_for, help_of, helping
from tests.conversations.factories import send, write_to
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board
from tests.journeys.in_flight.standing import (
    LATER,
    is_silenced,
    leaves,
)

# --- Where it is done ---


def test_a_board_that_closes_takes_no_thread_of_a_form_that_was_open(place):
    as_it_was = Board.objects.select_related("group").get(pk=place.board.pk)
    Board.objects.filter(pk=place.board.pk).update(who_starts=Board.Writers.MODERATORS)

    with pytest.raises(PermissionDenied):
        forum.start_thread(board=as_it_was, author=place.ada, title="A", body="B.", now=LATER)


def test_a_thread_that_moves_to_a_board_for_moderators_takes_no_reply(place):
    as_it_was = Thread.objects.select_related("board__group").get(pk=place.thread.pk)
    closed = make_board(place.group, "closed", who_replies=Board.Writers.MODERATORS)
    move_thread(place.thread, to=closed, moderator=place.mo, now=NOON)

    with pytest.raises(PermissionDenied):
        forum.add_reply(thread=as_it_was, author=place.ada, body="Yes.", now=LATER)


@pytest.fixture
def moved(place):
    """A post as it was read while it stood in a group that Hal moderates; its thread is in another one now."""
    hal, elsewhere = make_user("Hal"), make_group("elsewhere", privacy=place.group.privacy)
    join(place.group, hal, role=Membership.Role.MODERATOR)
    join(elsewhere, place.mo, role=Membership.Role.MODERATOR)
    as_it_was = Post.objects.select_related("thread__board__group").get(pk=place.own.pk)
    move_thread(place.thread, to=make_board(elsewhere, "there"), moderator=place.mo, now=NOON)
    return as_it_was, hal


AFTER_THE_MOVE = {
    "hide": lambda post, hal: forum.hide_post(post, moderator=hal, reason="", now=LATER),
    "blank": lambda post, hal: masking.mask_phrase(post, phrase="Reply", moderator=hal, now=LATER),
    "a word of the team": lambda post, hal: team.set_notice(post, notice="Look.", moderator=hal, now=LATER),
    "let appear": lambda post, hal: release_post(post, moderator=hal, now=LATER),
    "lock": lambda post, hal: team.lock_thread(post.thread, moderator=hal, now=LATER),
}


@pytest.mark.parametrize("act", AFTER_THE_MOVE)
def test_moderators_of_the_group_a_thread_has_left_do_nothing_in_it(moved, act):
    with pytest.raises(PermissionDenied):
        AFTER_THE_MOVE[act](*moved)


def test_words_do_not_follow_into_a_group_that_has_opened_meanwhile(place):
    """Whoever moves a thread has seen that only members read there."""
    closed = make_group("closed", privacy="private")
    join(closed, place.mo, role=Membership.Role.MODERATOR)
    SupportGroup.objects.filter(pk=place.group.pk).update(privacy="private")
    to = make_board(closed, "there")
    Membership.objects.filter(group=place.group).exclude(member=place.mo).delete()
    SupportGroup.objects.filter(pk=closed.pk).update(privacy="public")

    with pytest.raises(PermissionDenied):
        move_thread(place.thread, to=to, moderator=place.mo, now=LATER)


def test_a_room_that_opens_with_meetings_alone_is_not_opened_by_hand(place):
    as_it_was = Room.objects.select_related("group").get(pk=place.room.pk)
    Room.objects.filter(pk=place.room.pk).update(opening=Room.Opening.MEETINGS, is_open=False)

    with pytest.raises(PermissionDenied):
        open_by_hand(room=as_it_was, host=place.mo, now=LATER)


def test_a_pause_does_not_reach_somebody_who_is_a_host_by_now(place):
    as_it_was = User.objects.get(pk=place.bo.pk)
    User.objects.filter(pk=place.bo.pk).update(is_moderator=True)

    with pytest.raises(PermissionDenied):
        pausing.pause_member(
            room=place.room, host=place.mo, member=as_it_was, length=timedelta(hours=1), reason="Rest.", now=LATER
        )


@pytest.mark.parametrize("change", [{"takes_messages": False}, {"is_active": False}], ids=str)
def test_nobody_is_written_to_who_takes_no_messages_by_now(place, change):
    as_it_was = User.objects.get(pk=place.friend.pk)
    User.objects.filter(pk=place.friend.pk).update(**change)

    with pytest.raises(conversations.Refused):
        write_to(place.ada, as_it_was, now=LATER)


def test_whom_one_has_blocked_on_another_device_is_not_written_to(place):
    as_it_was = User.objects.get(pk=place.ada.pk)
    assert not as_it_was.names_blocked
    block(place.bo, blocker=User.objects.get(pk=place.ada.pk), now=NOON)

    with pytest.raises(PermissionDenied):
        send(place.letters, as_it_was, now=LATER)


# --- Help ---


def test_help_ends_for_a_helper_whom_the_team_silences(place):
    found = help_of(place.bo, place.ada)
    as_it_was = helping(found)
    is_silenced(User.objects.get(pk=place.bo.pk))

    with pytest.raises(carers.NoLongerHelps):
        forum.add_reply(thread=place.thread, author=place.ada, body="Hers.", how=How(help=as_it_was), now=LATER)


@pytest.mark.parametrize("change", [is_silenced, leaves])
def test_help_is_not_made_longer_nor_taken_on_by_whoever_may_not_write(place, change):
    found, asked = (
        help_of(place.bo, place.ada),
        carers.invite(member=place.ada, helper=place.friend, wishes=carers.Wishes([Scope.POST], 7), now=NOON),
    )
    member, helper = User.objects.get(pk=place.ada.pk), User.objects.get(pk=place.friend.pk)
    change(User.objects.get(pk=helper.pk))
    assert carers.accept(asked, helper=helper, may_be_named=False, now=LATER) is False
    change(User.objects.get(pk=member.pk))

    with pytest.raises(PermissionDenied):
        carers.renew(found, member=member, days=30, now=LATER)
    assert Arrangement.objects.get(pk=found.pk).days == found.days


def test_a_draft_that_was_thrown_away_in_another_window_does_not_come_back(place):
    found = help_of(place.bo, place.ada, scopes=(Scope.DRAFT,))
    draft_for(found, key=f"reply:{place.thread.pk}")
    offered = OfferedDraft.objects.select_related("arrangement").get()
    carers.throw_away(OfferedDraft.objects.get(), member=place.ada)

    carers.take_draft(offered, member=place.ada, now=LATER)

    assert not Draft.objects.exists()
