"""What an account may do anywhere on the site."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User


def can_write(member: User | AnonymousUser, *, now: datetime) -> bool:
    """Signed in, still active, and has read the guidelines."""
    return (
        isinstance(member, User)
        and member.is_active
        and member.guidelines_accepted_at is not None
        and member.guidelines_accepted_at <= now
    )
