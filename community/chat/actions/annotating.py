"""What the team adds to a message: content notes that its author forgot, and a word of its own. Open rooms hear it."""

from datetime import datetime

from django.db import transaction

from community.accounts.models import User
from community.chat.actions.hiding import moderated, tell
from community.chat.models import Message, RoomEvent
from community.chat.telling import key_of
from community.notifications.actions import take_back


@transaction.atomic
def add_team_notes(message: Message, *, notes: int, moderator: User, now: datetime) -> int:
    """Those of them that it did not have: they are the team's."""
    room = moderated(message, moderator)
    there = Message.objects.get(pk=message.pk)
    added = notes & ~there.content_notes
    if added:
        _set_notes(there, there.content_notes | added, there.team_notes | added)
        unwilling = User.objects.leaving_out(added).exclude(pk=there.author_id)
        take_back(unwilling, key=key_of(room), url=message.neutral_url, now=now)
        tell(room, RoomEvent.Kind.CHANGED, message, now)
    return added


@transaction.atomic
def take_team_notes(message: Message, *, notes: int, moderator: User, now: datetime) -> bool:
    """Those of them that are the team's; False when there are none. What its author set stays."""
    room = moderated(message, moderator)
    there = Message.objects.get(pk=message.pk)
    taken = notes & there.team_notes
    if taken:
        _set_notes(there, there.content_notes & ~taken, there.team_notes & ~taken)
        tell(room, RoomEvent.Kind.CHANGED, message, now)
    return bool(taken)


def _set_notes(message: Message, content_notes: int, team_notes: int) -> None:
    Message.objects.filter(pk=message.pk).update(content_notes=content_notes, team_notes=team_notes)


@transaction.atomic
def set_notice(message: Message, *, notice: str, link: str, moderator: User, now: datetime) -> bool:
    """The team's word on it, for everybody, with an address of ours to read on; empty takes it away. False when it
    stands there already."""
    room = moderated(message, moderator)
    others = Message.objects.filter(pk=message.pk).exclude(notice=notice, notice_link=link)
    if not others.update(notice=notice, notice_link=link):
        return False
    tell(room, RoomEvent.Kind.CHANGED, message, now)
    return True
