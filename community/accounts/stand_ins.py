"""Somebody without a name, for questions that are written once (`core.prepared`): filters are told who asks."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.core.prepared import Slot

Kind = tuple[bool, bool] | None


def kind_of(user: User | AnonymousUser) -> Kind:
    """All that such a filter may look at besides the key; None is a visitor."""
    return (user.is_active, user.is_moderator) if isinstance(user, User) else None


def stand_in(kind: Kind) -> User | AnonymousUser:
    """Of this kind, with the slot "reader" for a key. A filter that looks at more of them fails on the first request:
    there is no such row to load it from."""
    if kind is None:
        return AnonymousUser()
    return User.from_db(None, ["id", "is_active", "is_moderator"], [Slot("reader"), *kind])
