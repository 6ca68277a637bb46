"""What an account may do anywhere on the site."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User


def can_write(member: User | AnonymousUser, *, now: datetime) -> bool:
    """Signed in, still active, neither silenced nor suspended, and has read the guidelines."""
    return (
        isinstance(member, User)
        and member.is_active
        and member.guidelines_accepted_at is not None
        and member.guidelines_accepted_at <= now
        and not member.is_silenced_at(now)
        and not member.is_suspended_at(now)
    )


def can_be_sanctioned_by(moderator: User | AnonymousUser, member: User) -> bool:
    """Moderators sanction members; the operator also those on the team. Nobody oneself, nobody the operator, and
    nobody while they are under a sanction themselves."""
    if not isinstance(moderator, User) or not moderator.is_active or moderator.is_silenced or moderator.is_suspended:
        return False
    if moderator.pk == member.pk or member.is_superuser:
        return False
    on_the_team = member.is_moderator or member.is_editor or member.is_staff
    return moderator.is_superuser or (moderator.is_moderator and not on_the_team)
