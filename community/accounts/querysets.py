"""Which members somebody may see."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser, UserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

if TYPE_CHECKING:
    from community.accounts.consents import Consent  # noqa: F401
    from community.accounts.models import Block, Sanction, SignupBrake, User  # noqa: F401

UNCONFIRMED = timedelta(days=30)  # after joining; then the account is erased


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Members see active members; visitors see nobody."""
        return self.filter(is_active=True) if user.is_authenticated else self.none()

    def leaving_out(self, notes: int) -> Self:
        """Members who do not want to meet at least one of these content notes."""
        return self.exclude(Exact(F("notes_left_out").bitand(notes), 0))

    def unrestricted(self, now: datetime) -> Self:
        """Neither silenced nor suspended."""
        return self.exclude(silenced_until__gt=now).exclude(suspended_until__gt=now)

    def agreed(self, now: datetime) -> Self:
        """To the guidelines and to how health is used here."""
        return self.filter(guidelines_accepted_at__lte=now, health_consent_at__lte=now)

    def never_confirmed(self, now: datetime) -> Self:
        """Joined a while ago, never entered the code and never signed in. Only by the form, which asks for the day of
        birth: an account that a command made, or that has rights, waits for its owner as long as it takes."""
        joined = self.filter(age_ok_at__isnull=False, date_joined__lte=now - UNCONFIRMED, last_login=None)
        plain = dict.fromkeys(("is_superuser", "is_staff", "is_moderator", "is_editor"), False)
        return joined.filter(is_active=True, **plain).exclude(emailaddress__verified=True)


class MemberManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's own, which knows how to make a user, with the filters above."""


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own. Whoever is blocked is not told, and nobody else either."""
        return self.filter(blocker=user.pk) if user.is_authenticated else self.none()

    def by_name(self) -> Self:
        return self.filter(by_name=True)

    def against(self, member: User) -> Self:
        """Those that concern this account. What is kept off goes `by_name()`: whoever blocked another name could learn
        from what is missing whose it is."""
        return self.filter(blocked=member)


class SanctionQuerySet(models.QuerySet["Sanction"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own. What the team sees of them is the team's app to say."""
        return self.filter(member_id=user.pk)

    def in_force(self, now: datetime) -> Self:
        """Those that restrict something now; a warning never does."""
        begun = self.filter(kind__gt=100, lifted_at=None, starts_at__lte=now)  # 100: a warning
        return begun.filter(Q(until=None) | Q(until__gt=now))


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own."""
        return self.filter(member_id=user.pk)

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


class SignupBrakeQuerySet(models.QuerySet["SignupBrake"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Moderators of the site; whoever wants to join is told on the way in."""
        return self if user.is_authenticated and user.is_moderator else self.none()

    def in_force(self, now: datetime) -> Self:
        return self.filter(started_at__lte=now, ends_at__gt=now, released_at=None)
