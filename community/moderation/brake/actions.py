"""Close joining and open it again, by the moderators of the site."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.actions import brake_signups, release_brake
from community.accounts.holding import as_now
from community.accounts.models import SignupBrake, User
from community.moderation.permissions import looks_after


@transaction.atomic
def close_joining(*, moderator: User, now: datetime) -> SignupBrake:
    return brake_signups(by=_allowed(moderator), now=now)


@transaction.atomic
def open_joining(brake: SignupBrake, *, moderator: User, now: datetime) -> bool:
    """False when somebody was faster."""
    return release_brake(brake, by=_allowed(moderator), now=now)


def _allowed(moderator: User) -> User:
    moderator = as_now(moderator)
    if not looks_after(moderator, None):
        raise PermissionDenied("Only moderators of the site close and open joining.")
    return moderator
