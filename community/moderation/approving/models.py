"""Which answer the team gave to a request to join."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from community.moderation.approving.querysets import SignUpAnswerQuerySet


class SignUpAnswer(models.Model):
    """Only ever added. Which account it was is not in it: an account that was refused is erased, and one that was let
    in may leave without a trace here. The number of the request leads to nobody once it is answered."""

    number = models.BigIntegerField(unique=True)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_yes = models.BooleanField()
    asked_at = models.DateTimeField()
    created_at = models.DateTimeField(db_index=True)

    objects = SignUpAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(created_at__gte=F("asked_at")), name="sign_up_answer_later")]

    def __str__(self) -> str:
        return f"Answer to sign-up request {self.number}"
