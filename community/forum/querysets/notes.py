"""Leave out what somebody does not want to meet."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.db.models.lookups import Exact

from community.accounts.models import User


def leaves_out(user: User | AnonymousUser) -> int:
    """The content notes this person leaves out: none, for most and for every visitor."""
    return user.notes_left_out if isinstance(user, User) else 0


def wanted_notes(user: User | AnonymousUser, *, path: str = "content_notes") -> Q:
    """True for rows without a content note that this person leaves out. Free for those who leave out nothing."""
    unwanted = leaves_out(user)
    return Q(Exact(F(path).bitand(unwanted), 0)) if unwanted else Q()
