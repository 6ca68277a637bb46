"""What everything written by members has in common."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.core.text.traces import without_marked

SAME_SUBMIT = timedelta(seconds=60)  # a double click, a reload or a retry, not a second thought


class Contribution(models.Model):
    """Words of a member. Hidden means: a moderator took it out of sight; only retention erases it."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    body_html = models.TextField(editable=False)  # rendered once, when written
    created_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    taken_back = models.JSONField(null=True, blank=True, editable=False)  # marks of quotes in it: core/text/traces.py

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="%(class)s_body_is_not_empty"),
        ]

    @property
    def left(self) -> str:
        """As it was typed, without quotes of what others took back."""
        return without_marked(self.body, self.taken_back)
