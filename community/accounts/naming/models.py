"""Names that are not in use any more."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.accounts.naming.querysets import FormerNameQuerySet, HeldNameQuerySet


class FormerName(models.Model):
    """What a member was called until then. Moderators see it: nobody leaves what they did behind with a name."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="former_names", db_index=False)
    name = models.CharField(max_length=150)
    given_up_at = models.DateTimeField()

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        ordering = ["-given_up_at", "-pk"]
        indexes = [models.Index(fields=["member", "-given_up_at"], name="former_names_newest")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="former_name_is_one")]

    def __str__(self) -> str:
        return self.name


class HeldName(models.Model):
    """Nobody else may take a name like it yet, and be taken for whoever had it. Neither the name nor whose it was can
    be read from the mark."""

    mark = models.CharField(max_length=64, unique=True)
    held_at = models.DateTimeField()

    objects = HeldNameQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Held name {self.pk}"
