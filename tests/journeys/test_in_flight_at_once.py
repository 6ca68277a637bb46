"""The same in the same moment, each with a connection of their own: whoever writes what others read waits for a
sanction or a goodbye that is being written down, and is refused. Or they were first, and it waits for them."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied

from community.accounts.holding import held_now
from community.accounts.models import Sanction, User
from community.chat.models import Message
from community.conversations.actions import locked
from community.conversations.models import PrivateMessage
from community.forum import actions as forum
from community.forum.actions.editing import Words, locked_post
from community.forum.models import Post
from community.notifications.models import Notification
from community.privacy.leaving.actions import leave
from community.privacy.models import Leaving
from tests.concurrency import while_held
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_replies, make_thread
from tests.journeys.in_flight.standing import LATER, Place, is_silenced
from tests.journeys.in_flight.test_words import WRITES

pytestmark = pytest.mark.django_db(transaction=True)
HELD = ["start a thread", "reply", "edit", "note", "say", "say otherwise", "write privately", "begin a conversation"]


@pytest.fixture
def place():
    group = make_group()
    ada, bo, mo = make_user("Ada"), make_user("Bo"), make_user("Mo", is_moderator=True)
    join(group, ada, bo)
    join(group, mo, role="moderator")
    return Place(group, ada, bo, mo)


@contextmanager
def refused(place, act, *, while_done):
    """Sent before, it arrives while the other thing is being done."""
    as_it_was, told = User.objects.get(pk=place.ada.pk), []

    def meanwhile():
        try:
            WRITES[act](place, as_it_was)
        except PermissionDenied as refusal:
            told.append(refusal)

    with while_held(while_done, meanwhile):
        yield
    assert len(told) == 1


@pytest.mark.parametrize("act", HELD)
def test_words_wait_for_a_sanction_that_is_being_given(place, act):
    with refused(place, act, while_done=lambda: is_silenced(User.objects.get(pk=place.ada.pk))):
        assert Sanction.objects.exists()


@pytest.mark.parametrize("act", ["reply", "say", "write privately"])
def test_nothing_stands_in_sight_of_whoever_takes_everything_with_them(place, act):
    going = User.objects.get(pk=place.ada.pk)

    with refused(place, act, while_done=lambda: leave(going, way="take", now=NOON)):
        assert Leaving.objects.exists()

    for model in (Post, Message, PrivateMessage):
        assert not model.objects.filter(author=place.ada, removed_at=None).exists()


def test_who_writes_to_a_member_does_not_wait_for_their_leaving_while_it_waits_for_them(place):
    """A message keeps the conversation, then tells the others; leaving keeps the account, then the conversation."""
    begun, going = make_conversation(place.ada, place.bo), User.objects.get(pk=place.ada.pk)

    with while_held(lambda: locked(begun), lambda: leave(going, way="take", now=LATER)):
        send(begun, place.bo, "Good evening.", now=LATER)

    assert Notification.objects.filter(recipient=place.ada, actor=place.bo, created_at=LATER).exists()
    assert Leaving.objects.exists()


def test_a_sanction_waits_for_words_that_are_being_written(place):
    with while_held(lambda: held_now(place.ada), lambda: is_silenced(User.objects.get(pk=place.ada.pk))):
        WRITES["reply"](place, place.ada)

    assert Post.objects.filter(author=place.ada).count() == 3
    place.ada.refresh_from_db()
    assert place.ada.is_silenced


def test_hiding_a_post_and_an_edit_of_one_that_quotes_it_wait_for_each_other_in_order(place):
    """Both write that other post, and what is counted of their author: posts first, then accounts."""
    quoting = make_replies(make_thread(board=place.board, author=place.ada, title="Elsewhere"), place.ada, 1)[0]
    quote = {"body": f"> [Ada]({place.own.get_absolute_url()})", "in_reply_to": place.own}
    Post.objects.filter(pk=quoting.pk).update(**quote)

    with while_held(
        lambda: locked_post(quoting), lambda: forum.hide_post(place.own, moderator=place.mo, reason="", now=LATER)
    ):
        forum.edit_post(quoting, editor=place.ada, words=Words("Other."), version=0, now=LATER)

    assert Post.objects.get(pk=place.own.pk).hidden_at == LATER
