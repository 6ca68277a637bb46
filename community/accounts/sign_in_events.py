"""What happened with the way into an account: rows that nobody changes, kept for ninety days."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from community.accounts.devices import in_words

TROUBLE = ["failed", "refused", "locked"]


class SignInEventQuerySet(models.QuerySet["SignInEvent"]):
    def visible_to(self, user: models.Model | AnonymousUser) -> Self:
        """One's own; those who run the site look after all of them."""
        return self if getattr(user, "is_superuser", False) else self.of(user)

    def of(self, member: models.Model | AnonymousUser) -> Self:
        return self.filter(member_id=member.pk)

    def trouble(self) -> Self:
        return self.filter(result__in=TROUBLE)

    def newest_first(self) -> Self:
        return self.order_by("-happened_at", "-pk")


class SignInEvent(models.Model):
    """No address and no place, and of the device what `devices.device_of` keeps."""

    class How(models.TextChoices):
        UNKNOWN = "", _("in a way that was not noted")
        PASSWORD = "password", _("by password")  # the name of a way
        CODE = "code", _("by a code from a mail")
        PASSKEY = "passkey", _("by a passkey")
        APP = "app", _("by a code from an app")
        RECOVERY = "recovery", _("by a recovery code")

    class Result(models.TextChoices):
        OK = "ok", _("Signed in")
        FAILED = "failed", _("Wrong password or code")
        REFUSED = "refused", _("Not signed in: the account is paused, closed or not open yet")
        LOCKED = "locked", _("Not signed in: too many tries")
        OUT = "out", _("Signed out")
        ENDED = "ended", _("Signed out from another device")
        BY_TEAM = "by_team", _("Signed out by those who run the site")
        NEW_PASSWORD = "new_password", _("Password changed")
        NEW_STEP = "new_step", _("Second step changed")
        NEW_ADDRESS = "new_address", _("E-mail address changed")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_in_events", db_index=False)
    happened_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How, blank=True)
    result = models.CharField(max_length=12, choices=Result)
    device = models.CharField(max_length=100)

    objects = SignInEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["member", "-happened_at"], name="sign_in_events_of_member"),
            models.Index(fields=["-happened_at"], name="sign_in_events_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    result__in="ok failed refused locked out ended by_team new_password new_step new_address".split()
                ),
                name="sign_in_event_result_exists",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["", "password", "code", "passkey", "app", "recovery"]),
                name="sign_in_event_how_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"Sign-in event {self.pk}"

    @property
    def device_in_words(self) -> str:
        return in_words(self.device)

    @property
    def is_trouble(self) -> bool:
        return self.result in TROUBLE


class UnknownTriesQuerySet(models.QuerySet["UnknownTries"]):
    def visible_to(self, user: models.Model | AnonymousUser) -> Self:
        return self if getattr(user, "is_superuser", False) else self.none()

    def since(self, moment: datetime) -> int:
        return self.filter(day__gte=moment).aggregate(all=Sum("number"))["all"] or 0


class UnknownTries(models.Model):
    """How often somebody tried to sign in to an account that is not there. What they typed is kept nowhere."""

    day = models.DateTimeField(unique=True)
    number = models.PositiveIntegerField(default=0)

    objects = UnknownTriesQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number} on {self.day:%Y-%m-%d}"


def midnight_of(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
