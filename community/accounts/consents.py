"""What members agree to: each text with its version, and what each of them said to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community.accounts.querysets import ConsentQuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from community.accounts.models import User

NOT_AGREED = _("You can read here. To write, first say yes to how we use what you tell about your health.")


class NotAgreed(PermissionDenied):
    """To the use of what is told about health: without that yes nothing of it is kept."""

    def __init__(self) -> None:
        super().__init__(str(NOT_AGREED))


class Subject(models.TextChoices):
    GUIDELINES = "guidelines", _("The guidelines")
    HEALTH = "health", _("What you tell about your health")


class Consent(models.Model):
    """One member's yes to one version of a text, from when to when. A later yes is a row of its own."""

    Subject = Subject

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    subject = models.CharField(max_length=20, choices=Subject)
    version = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(subject__in=["guidelines", "health"]), name="consent_subject_exists"),
            models.CheckConstraint(condition=Q(version__gte=1), name="consent_versions_from_1"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
            models.UniqueConstraint(
                fields=["member", "subject", "version"],
                condition=Q(withdrawn_at=None),
                name="one_standing_consent_per_version",
            ),
        ]

    def __str__(self) -> str:
        return f"Consent {self.pk}"


@dataclass(frozen=True)
class Agreement:
    """A text that is agreed to. `editions`: a fingerprint of its English words for each version, the newest last, so
    that new words are a new version: a test compares the last one with the text."""

    template: str
    box: _StrPromise
    column: str  # of User: since when; empty while the member has not agreed, so that no page asks for rows
    editions: tuple[str, ...]

    @property
    def version(self) -> int:
        return len(self.editions)


AGREEMENTS = {
    Subject.GUIDELINES: Agreement(
        template="pages/_guidelines.html",
        box=_("I have read the guidelines and will keep to them"),
        column="guidelines_accepted_at",
        editions=("cc53a515f712aa3e",),
    ),
    Subject.HEALTH: Agreement(
        template="accounts/_health_use.html",
        box=_("I agree that what I tell here about my health is used in this way"),
        column="health_consent_at",
        editions=("a4facb407c12d806",),
    ),
}


def edition() -> str:
    """Of all texts together: what is compared with the last time a member was asked."""
    return ".".join(str(agreement.version) for agreement in AGREEMENTS.values())


def not_agreed(member: User) -> list[Subject]:
    """The texts to which, as they stand now, this member has not said yes."""
    rows = Consent.objects.visible_to(member).standing().values_list("subject", "version")
    standing = {row for row in rows if getattr(member, AGREEMENTS[Subject(row[0])].column) is not None}
    return [subject for subject, agreement in AGREEMENTS.items() if (subject, agreement.version) not in standing]
