"""What an account may do anywhere on the site."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.accounts.consents import NOT_AGREED
from community.accounts.models import User


def can_tell_health(member: User | AnonymousUser, *, now: datetime) -> bool:
    """Signed in, still active, and has agreed to how we use what is told about health. Whatever takes such words asks
    this, or `can_write`, which does: the law wants a yes of its own for them (GDPR, article 9(2)(a))."""
    if not isinstance(member, User) or not member.is_active:
        return False
    return member.health_consent_at is not None and member.health_consent_at <= now


def can_write(member: User | AnonymousUser, *, now: datetime) -> bool:
    """For others to read: neither silenced nor suspended, and has agreed to the guidelines as well."""
    return (
        isinstance(member, User)
        and can_tell_health(member, now=now)
        and member.guidelines_accepted_at is not None
        and member.guidelines_accepted_at <= now
        and not member.is_silenced_at(now)
        and not member.is_suspended_at(now)
    )


def why_not(member: User) -> str:
    """What keeps a member from writing, where a page has one sentence for it."""
    if member.guidelines_accepted_at is None:
        return member.silence_in_words or _("Read and accept the guidelines before you write.")
    return member.silence_in_words or str(NOT_AGREED)


def can_be_sanctioned_by(moderator: User | AnonymousUser, member: User) -> bool:
    """Moderators sanction members; the operator also those on the team. Nobody oneself, nobody the operator,
    nobody those who left, and nobody while they are under a sanction themselves."""
    if not isinstance(moderator, User) or not moderator.is_active or moderator.is_silenced or moderator.is_suspended:
        return False
    if moderator.pk == member.pk or member.is_superuser or member.is_nameless:
        return False
    on_the_team = member.is_moderator or member.is_editor or member.is_staff
    return moderator.is_superuser or (moderator.is_moderator and not on_the_team)


def can_invite_to_site(member: User | AnonymousUser, *, now: datetime) -> bool:
    """Moderators of the site, while they may write."""
    return isinstance(member, User) and member.is_moderator and can_write(member, now=now)
