"""What every act of a host begins with."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions.recording import locked
from community.chat.models import Room
from community.chat.permissions import is_host


def hosted(room: Room, host: User, *, now: datetime) -> Room:
    """The room, locked, for somebody who hosts there; and it was a sign of life."""
    room = locked(room)
    if not is_host(as_now(host), room):
        raise PermissionDenied(_("Only hosts of the group can do this."))
    room.hosted_at = now
    room.save(update_fields=["hosted_at"])
    return room
