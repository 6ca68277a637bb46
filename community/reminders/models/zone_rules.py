"""By which rules of the world's clocks the stored moments were reckoned."""

from django.db import models
from django.db.models import Q


class ZoneRules(models.Model):
    """One row: `version` of the tzdata package that every stored moment agrees with, and how far the way to the next
    version `towards` has been gone (`reached`, the last reminder looked at)."""

    version = models.CharField(max_length=20, blank=True)
    towards = models.CharField(max_length=20, blank=True)
    reached = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "zone rules"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="zone_rules_are_one_row")]

    def __str__(self) -> str:
        return self.version
