"""A room: where it belongs, when it is open, and at what pace people write there."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.chat.querysets import RoomQuerySet
from community.groups.models import SupportGroup

SLOWEST = 6 * 3600  # seconds between two messages of one member
LONGEST_RETENTION = 3650  # days


class Room(models.Model):
    """`last_seq` numbers the room's events: whoever writes locks this row, so they commit in their order."""

    class Opening(models.TextChoices):
        ALWAYS = "always", _("Always, until a host closes it")
        HOSTED = "hosted", _("Only while a host is there")
        MEETINGS = "meetings", _("Only during meetings")

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="rooms")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    rules = models.TextField(_("rules of this room"), blank=True)
    opening = models.CharField(_("when it is open"), max_length=10, choices=Opening, default=Opening.ALWAYS)
    is_open = models.BooleanField(default=True, editable=False)  # hosts open and close it; quiet hours come on top
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    time_zone = models.CharField(_("time zone of the quiet hours"), max_length=64, default="UTC")
    retention_days = models.PositiveSmallIntegerField(_("days that messages are kept"), null=True, blank=True)
    slow_seconds = models.PositiveIntegerField(default=0, editable=False)  # 0: everybody at their own pace
    calmed_at = models.DateTimeField(null=True, blank=True, editable=False)  # see actions/calming.py
    # The one that runs here now. A row of its own kind could not keep a second one out.
    meeting = models.OneToOneField(
        "chat.Meeting", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(last_seq__gte=0), name="room_counts_from_0"),
            models.CheckConstraint(condition=~Q(name=""), name="room_has_a_name"),
            models.CheckConstraint(
                condition=Q(opening__in=["always", "hosted", "meetings"]), name="room_opening_exists"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="room_quiet_hours_are_whole",
            ),
            models.CheckConstraint(condition=Q(slow_seconds__lte=SLOWEST), name="room_is_not_too_slow"),
            models.CheckConstraint(
                condition=Q(retention_days=None) | Q(retention_days__range=(1, LONGEST_RETENTION)),
                name="room_retention_range",
            ),
            models.CheckConstraint(condition=~Q(time_zone=""), name="room_has_a_time_zone"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("chat:room", args=[self.slug])

    @property
    def draft_key(self) -> str:
        return f"room:{self.slug}"

    @property
    def channel_group(self) -> str:
        return f"room.{self.pk}"
