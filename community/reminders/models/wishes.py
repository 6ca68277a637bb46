"""What one member wishes for all their reminders together."""

from datetime import datetime

from django.conf import settings
from django.db import models

from community.reminders.querysets import WishesQuerySet


class Wishes(models.Model):
    """A row once there is something to say. A bad day is in force until `bad_day_until`."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminder_wishes")
    bad_day_until = models.DateTimeField(null=True, blank=True)

    # Reminders in `home_zone` are in the member's own time; `asked_zone` is where they said what shall become of them.
    home_zone = models.CharField(max_length=64, blank=True)
    asked_zone = models.CharField(max_length=64, blank=True)

    objects = WishesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "wishes"

    def __str__(self) -> str:
        return f"Wishes of {self.owner_id}"

    def has_to_ask(self, time_zone: str) -> bool:
        """The member is in `time_zone` now, and has not said what that means for the reminders of home."""
        return bool(self.home_zone) and time_zone not in (self.home_zone, self.asked_zone)

    def is_bad_day(self, now: datetime) -> bool:
        return self.bad_day_until is not None and now < self.bad_day_until
