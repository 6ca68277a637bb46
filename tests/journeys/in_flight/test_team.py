"""A decision about others is on its way, and meanwhile the right to it is taken. The action asks again, and refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.inviting.actions import make_invitation
from community.accounts.models import User
from community.chat.actions import annotating, hiding, hiding_recent, pausing, pinning, settling
from community.chat.actions.calming import calm_room
from community.chat.actions.opening import open_by_hand
from community.conversations.actions import hiding as hiding_private
from community.forum import actions as forum
from community.forum.actions import boards, masking, notes, team
from community.forum.actions.editing import Words
from community.forum.actions.holding import release_post
from community.forum.actions.moving import move_thread
from community.groups import actions as groups
from community.groups.actions.settings import change_settings
from community.groups.models import Membership
from community.moderation import actions as moderation
from community.moderation.brake.actions import close_joining
from community.moderation.models import Case
from community.moderation.records.actions import note_on_member
from community.moderation.removals.actions import remove_recent
from community.moderation.team.actions import write_as_team
from community.words.actions import switch_rule
from tests.factories import NOON
from tests.forum.factories import make_board
from tests.journeys.in_flight.standing import (
    LATER,
    is_no_moderator_any_more,
    is_silenced,
)
from tests.moderation.factories import report_post
from tests.words.factories import make_rule

# --- Whoever decides about others ---

DECIDES = {
    "hide a post": lambda at, by: forum.hide_post(at.own, moderator=by, reason="", now=LATER),
    "edit for the team": lambda at, by: forum.edit_post(
        at.own, editor=by, words=Words("Other."), reason="Kindness.", version=0, now=LATER
    ),
    "blank": lambda at, by: masking.mask_phrase(at.own, phrase="Reply", moderator=by, now=LATER),
    "note": lambda at, by: notes.note_for_team(at.own, moderator=by, notes=4, now=LATER),
    "a word of the team": lambda at, by: team.set_notice(at.own, notice="Look.", moderator=by, now=LATER),
    "lock": lambda at, by: team.lock_thread(at.thread, moderator=by, now=LATER),
    "let appear": lambda at, by: release_post(at.own, moderator=by, now=LATER),
    "move": lambda at, by: move_thread(at.thread, to=make_board(at.group, "other"), moderator=by, now=LATER),
    "add a board": lambda at, by: boards.add_board(group=at.group, moderator=by, name="New", description=""),
    "hide a message": lambda at, by: hiding.hide_message(at.said, moderator=by, now=LATER),
    "a word on a message": lambda at, by: annotating.set_notice(
        at.said, notice="Look.", link="", moderator=by, now=LATER
    ),
    "pin": lambda at, by: pinning.pin_message(at.said, host=by, now=LATER),
    "calm": lambda at, by: calm_room(room=at.room, host=by, now=LATER),
    "open": lambda at, by: open_by_hand(room=at.room, host=by, now=LATER),
    "a pause": lambda at, by: pausing.pause_member(
        room=at.room, host=by, member=at.bo, length=timedelta(hours=1), reason="Rest.", now=LATER
    ),
    "hide the last hour": lambda at, by: hiding_recent.hide_recent(
        room=at.room, member=at.bo, host=by, since=NOON - timedelta(hours=1), now=LATER
    ),
    "decide on the last hour": lambda at, by: remove_recent(
        room=at.room, member=at.bo, host=by, hours=1, guideline="kindness", now=LATER
    ),
    "add a room": lambda at, by: settling.add_room(group=at.group, moderator=by, name="New", topic=""),
    "hide a private message": lambda at, by: hiding_private.hide_message(at.letter, moderator=by, now=LATER),
    "invite": lambda at, by: groups.invite(group=at.group, member=at.friend, inviter=by, now=LATER),
    "give a role": lambda at, by: groups.set_role(membership=place_of(at.bo, at), role="host", moderator=by, now=LATER),
    "take out": lambda at, by: groups.remove_member(membership=place_of(at.bo, at), moderator=by, now=LATER),
    "say what the group is": lambda at, by: change_settings(
        group=at.group, moderator=by, description="B.", rules="", privacy=at.group.privacy, listed=False, now=LATER
    ),
    "take a case on": lambda at, by: moderation.claim(case_of(at), moderator=by, now=LATER),
    "note on a case": lambda at, by: moderation.note(case_of(at), moderator=by, words="Seen.", now=LATER),
    "look by oneself": lambda at, by: moderation.open_own_look(at.own, kind="post", moderator=by, now=LATER),
    "note on a member": lambda at, by: note_on_member(at.ada, moderator=by, group=None, words="Kind.", now=LATER),
    "write as the team": lambda at, by: write_as_team(at.ada, moderator=by, words="Hello.", now=LATER),
    "close joining": lambda at, by: close_joining(moderator=by, now=LATER),
    "ask people to the site": lambda at, by: make_invitation(by=by, uses=1, lasts=timedelta(days=1), now=LATER),
}


def place_of(member, at):
    return Membership.objects.get(group=at.group, member=member)


def case_of(at):
    return Case.objects.first() or report_post(at.own, at.bo).case


ENDS = [is_no_moderator_any_more, is_silenced]


@pytest.mark.parametrize("what", ENDS, ids=lambda what: what.__name__)
@pytest.mark.parametrize("act", DECIDES)
def test_a_decision_in_flight_is_refused(place, act, what):
    as_it_was = User.objects.get(pk=place.mo.pk)
    case_of(place)
    what(User.objects.get(pk=place.mo.pk))

    with pytest.raises(PermissionDenied):
        DECIDES[act](place, as_it_was)


@pytest.mark.parametrize("act", DECIDES)
def test_it_is_taken_where_nothing_happened(place, act):
    DECIDES[act](place, User.objects.get(pk=place.mo.pk))


def test_word_lists_are_kept_by_moderators_alone(place):
    as_it_was = User.objects.get(pk=place.mo.pk)
    is_no_moderator_any_more(as_it_was)

    with pytest.raises(PermissionDenied):
        switch_rule(make_rule("zebra"), moderator=as_it_was, on=False)
