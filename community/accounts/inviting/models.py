"""Invitations to join the site, where it is not open to everybody."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.accounts.inviting.querysets import SiteInvitationQuerySet


class SiteInvitation(models.Model):
    """A secret address that lets so many people join until then. Who used it is kept nowhere."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uses = models.PositiveSmallIntegerField()
    uses_left = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = SiteInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(uses__gte=1), name="site_invitation_is_for_somebody"),
            models.CheckConstraint(condition=Q(uses_left__lte=F("uses")), name="site_invitation_left_of_uses"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="site_invitation_ends_later"),
        ]

    def __str__(self) -> str:
        return f"Site invitation {self.pk}"
