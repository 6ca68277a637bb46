"""A member as they are now, for the transaction that acts for them. What a request was begun with may be old: meanwhile
the team can have silenced or paused the account, its rights can have been taken, or it can have left."""

from typing import cast

from community.accounts.models import User
from community.core.prepared import Prepared, Slot

HELD = Prepared(lambda: User.objects.select_for_update(no_key=True).filter(pk=Slot("member")))
NOW = Prepared(lambda: User.objects.filter(pk=Slot("member")))


def held_now(member: User) -> User:
    """Kept until commit, for whoever writes what others read: a sanction, a block, taking consent back and leaving hold
    the same row, so they wait for the words, or the words are refused. After the rows of the place it is written in.
    Also for what a member does once at a time: the second of two presses waits here, and sees what the first did."""
    return _one(HELD, member)


def as_now(member: User) -> User:
    """Read anew, for whoever decides about others or changes what is theirs alone: their rights ended before this, or
    after it."""
    return _one(NOW, member)


def _one(question: Prepared, member: User) -> User:
    (found,) = question(member=member.pk)
    return cast(User, found)
