"""A place with words in it, and what can happen while a request about them is on its way."""

from datetime import timedelta

from community.accounts.actions import sanction, withdraw_consent
from community.accounts.consents import Subject
from community.accounts.models import Sanction, User
from community.groups.models import Membership
from community.privacy.leaving.actions import leave
from tests.chat.factories import make_message, make_room
from tests.conversations.factories import make_conversation, send
from tests.factories import NOON, make_group, make_user
from tests.forum.factories import make_board, make_poll, make_replies, make_thread

LATER = NOON + timedelta(minutes=1)
KIND = Sanction.Kind


class Place:
    """What Ada, Bo and Mo do things with."""

    def __init__(self, group, ada, bo, mo):
        self.group, self.ada, self.bo, self.mo = group, ada, bo, mo
        self.board, self.room = make_board(group, takes_pictures=True), make_room(group)
        self.thread = make_thread(board=self.board, author=ada)
        self.own, self.other = (make_replies(self.thread, member, 1)[0] for member in (ada, bo))
        self.said, self.heard = make_message(self.room, ada), make_message(self.room, bo, "Good day.")
        self.letters = make_conversation(bo, ada)
        self.letter = send(self.letters, ada)
        self.poll = make_poll(self.thread, ada)
        self.listed = make_group("listed", privacy="private", listed_at=NOON)
        self.friend = make_user("Fay")


def is_silenced(member):
    sanction(member, kind=KIND.SILENCE, until=None, now=NOON)


def is_suspended(member):
    sanction(member, kind=KIND.SUSPENSION, until=None, now=NOON)


def takes_consent_back(member):
    withdraw_consent(member, subject=Subject.HEALTH, now=NOON)


def leaves(member):
    leave(member, way="leave", now=NOON)


def is_no_moderator_any_more(member):
    User.objects.filter(pk=member.pk).update(is_moderator=False)
    Membership.objects.filter(member=member).update(role=Membership.Role.MEMBER)
