"""When each member's next summary is due, and what was in those that went out."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from community.accounts.models import User
from community.digests.hours import SUNDAY, TEN, Rhythm, next_moment
from community.digests.querysets import DigestQuerySet, ItemQuerySet, PlanQuerySet
from community.forum.models import Thread
from community.notifications.models import Notification


class Plan(models.Model):
    """One for each member, made by the clock with what is usual, or by themselves. Whether they want summaries at all
    says their choice for the kind "digest": the link in the mail reaches that."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest_plan")
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField(default=SUNDAY)  # of a weekly one; 0 is Monday
    hour = models.PositiveSmallIntegerField(default=TEN)
    time_zone = models.CharField(max_length=64)  # in which `next_at` was reckoned
    looked_at = models.DateTimeField()  # when we last looked whether something is new
    next_at = models.DateTimeField()

    objects = PlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="digests_due")]
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=["weekly", "daily"]), name="digest_rhythm_exists"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="digest_on_a_day_of_the_week"),
            models.CheckConstraint(condition=Q(hour__range=(0, 23)), name="digest_at_an_hour_of_the_day"),
            models.CheckConstraint(condition=Q(next_at__gt=F("looked_at")), name="digest_looks_ahead"),
        ]

    def __str__(self) -> str:
        return f"Plan {self.pk}"

    def next_after(self, moment: datetime, *, member: User) -> datetime:
        """In the zone where the member is now."""
        return next_moment(self.rhythm, weekday=self.weekday, hour=self.hour, zone=member.zone, after=moment)


class Digest(models.Model):
    """A summary that was made because something was new; never two on one day of its reader."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests", db_index=False)
    day = models.DateField()
    notice = models.OneToOneField(Notification, models.CASCADE, related_name="+")  # whose mail it is
    has_more = models.BooleanField(default=False)  # more was new than it can hold
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"Digest {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("digests:digest", args=[self.day])


class Item(models.Model):
    """What a member was told of in a summary, once and never again: a notice or a thread."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="items")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    notice = models.OneToOneField(Notification, models.CASCADE, null=True, blank=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="+")

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "thread"], name="thread_told_once"),
            models.CheckConstraint(
                condition=Q(notice__isnull=True, thread__isnull=False) | Q(notice__isnull=False, thread__isnull=True),
                name="item_is_a_notice_or_a_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.pk}"
