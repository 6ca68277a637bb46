"""The subscription of a member: an address at which any calendar finds their reminders and meetings."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.calendars.querysets import CalendarFeedQuerySet


class CalendarFeed(models.Model):
    """One for each member who wants it. No row: no address leads to anything."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    shows_words = models.BooleanField(default=False)  # own titles instead of "Reminder" and "Meeting"
    created_at = models.DateTimeField()  # of this address
    last_fetched_at = models.DateTimeField(null=True, blank=True)  # to the hour

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(token_hash=""), name="calendar_feed_has_a_token")]

    def __str__(self) -> str:
        return f"Calendar feed {self.pk}"
