"""A request is on its way, and meanwhile the team silences who sent it, a right is taken, a place closes. What the
action was handed is old: it asks again, and refuses."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.models import User
from community.carers import actions as carers
from community.carers.models import Scope
from community.chat import actions as chat
from community.chat.actions import signing
from community.chat.actions.editing import edit_message
from community.conversations import actions as conversations
from community.forum import actions as forum
from community.forum.actions import notes, polls
from community.forum.actions.editing import Words
from community.forum.actions.pictures import add_picture
from community.forum.actions.reacting import set_reaction
from community.groups import actions as groups
from community.privacy.leaving.actions import leave
from community.profiles.actions import Said, save_details
from tests.conversations.factories import send, write_to
from tests.factories import NOON
from tests.forum.factories import choose, picture_file
from tests.journeys.in_flight.standing import LATER, is_silenced, is_suspended, leaves, takes_consent_back

# --- Whoever writes for others ---

WRITES = {
    "start a thread": lambda at, by: forum.start_thread(board=at.board, author=by, title="A", body="B.", now=LATER),
    "reply": lambda at, by: forum.add_reply(thread=at.thread, author=by, body="Yes.", now=LATER),
    "edit": lambda at, by: forum.edit_post(at.own, editor=by, words=Words("Other."), version=0, now=LATER),
    "note": lambda at, by: notes.note_own(at.own, author=by, notes=4, now=LATER),
    "react": lambda at, by: set_reaction(post=at.other, member=by, kinds=1, now=LATER),
    "vote": lambda at, by: choose(at.poll, by, at.poll.options.all()[0].text),
    "close a poll": lambda at, by: polls.close_poll(poll=at.poll, member=by, now=LATER),
    "send a picture": lambda at, by: add_picture(
        board=at.board, owner=by, upload=picture_file(), alt="A cup.", now=LATER
    ),
    "say": lambda at, by: chat.send_message(room=at.room, author=by, body="Hello.", client_id=uuid4(), now=LATER),
    "say otherwise": lambda at, by: edit_message(at.said, author=by, body="Hi.", content_notes=0, now=LATER),
    "sign": lambda at, by: signing.set_signs(at.heard, member=by, kinds=1, now=LATER),
    "write privately": lambda at, by: send(at.letters, by, now=LATER),
    "begin a conversation": lambda at, by: write_to(by, at.friend, now=LATER),
    "add somebody": lambda at, by: conversations.add_member(
        conversation=at.letters, member=at.friend, added_by=by, now=LATER
    ),
    "ask for a helper": lambda at, by: carers.invite(
        member=by, helper=at.friend, wishes=carers.Wishes([Scope.POST], 7), now=LATER
    ),
    "ask to be let in": lambda at, by: groups.ask_to_join(group=at.listed, member=by, now=LATER),
    "say something of oneself": lambda at, by: save_details(by, said={"about": Said("I paint.")}, now=LATER),
}


@pytest.mark.parametrize(
    "what", [is_silenced, is_suspended, takes_consent_back, leaves], ids=lambda what: what.__name__
)
@pytest.mark.parametrize("act", WRITES)
def test_words_in_flight_are_refused(place, act, what):
    as_it_was = User.objects.get(pk=place.ada.pk)
    what(User.objects.get(pk=place.ada.pk))

    with pytest.raises(PermissionDenied):
        WRITES[act](place, as_it_was)


@pytest.mark.parametrize("act", WRITES)
def test_they_are_taken_where_nothing_happened(place, act):
    WRITES[act](place, User.objects.get(pk=place.ada.pk))


RETURNS = {
    "a post": (
        lambda at, by: forum.remove_post(at.own, author=by, now=NOON),
        lambda at, by: forum.undo_removal(at.own, author=by, now=LATER),
    ),
    "a message": (
        lambda at, by: chat.remove_message(at.said, author=by, now=NOON),
        lambda at, by: chat.undo_removal(at.said, author=by, now=LATER),
    ),
    "a private message": (
        lambda at, by: conversations.remove_message(at.letter, author=by, now=NOON),
        lambda at, by: conversations.put_back_message(at.letter, author=by, now=LATER),
    ),
}


@pytest.mark.parametrize("act", RETURNS)
def test_whoever_leaves_brings_nothing_back(place, act):
    """What they took along has gone out of sight in the moment of leaving."""
    remove, bring_back = RETURNS[act]
    as_it_was = User.objects.get(pk=place.ada.pk)
    remove(place, as_it_was)
    leave(User.objects.get(pk=place.ada.pk), way="take", now=LATER)

    with pytest.raises(PermissionDenied):
        bring_back(place, as_it_was)
