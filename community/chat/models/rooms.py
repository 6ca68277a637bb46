"""A room: where it belongs, when it is open, and at what pace people write there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from community.chat.hours import end_of_quiet
from community.chat.querysets import MessageQuerySet, RoomQuerySet
from community.core.durations import in_words
from community.groups.models import SupportGroup

if TYPE_CHECKING:
    from community.chat.models.reading import RoomReading

SLOWEST = 6 * 3600  # seconds between two messages of one member
QUICKEST, CALM_PACE = 5, 30  # seconds; the latter at least, while a room is calmed
LONGEST_RETENTION = 3650  # days
LONGEST_RULES = 4000  # characters
LONGEST_ADDRESS = 70  # of them
OUR_ADDRESSES = frozenset({"mine", "messages", "number"})  # under /rooms/ stand pages of ours too


def why_not_address(slug: str) -> str:
    """In words; empty for what can be the address of a room."""
    if len(slug) > LONGEST_ADDRESS:
        return gettext("This address is too long. Use at most %(most)s characters.") % {"most": LONGEST_ADDRESS}
    if slug.lower() in OUR_ADDRESSES:
        return gettext("A page of this site has this address. Choose another one.")
    return ""


class Room(models.Model):
    """`last_seq` numbers the room's events: whoever writes locks this row, so they commit in their order."""

    class Opening(models.TextChoices):
        ALWAYS = "always", _("Always, until a host closes it")
        HOSTED = "hosted", _("Only while a host is there")
        MEETINGS = "meetings", _("Only during meetings")

    WHY_CLOSED = {
        Opening.ALWAYS: _("The room is closed now. You can read what was said."),
        Opening.HOSTED: _("The room is closed now: it is open while a host is here. You can read what was said."),
        Opening.MEETINGS: _("The room is closed now: it opens for its meetings. You can read what was said."),
    }

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="rooms")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    rules = models.TextField(_("rules of this room"), blank=True)
    opening = models.CharField(_("when it is open"), max_length=10, choices=Opening, default=Opening.ALWAYS)
    is_open = models.BooleanField(default=True, editable=False)  # hosts open and close it; quiet hours come on top
    hosted_at = models.DateTimeField(null=True, blank=True, editable=False)  # a host's last sign of life
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    time_zone = models.CharField(_("time zone of the quiet hours"), max_length=64, default="UTC")
    told_quiet_until = models.DateTimeField(null=True, blank=True, editable=False)  # what listeners were told of them
    retention_days = models.PositiveSmallIntegerField(_("days that messages are kept"), null=True, blank=True)
    slow_seconds = models.PositiveIntegerField(default=0, editable=False)  # 0: everybody at their own pace
    calmed_at = models.DateTimeField(null=True, blank=True, editable=False)  # see actions/calming.py
    has_pins = models.BooleanField(default=False, editable=False)  # most rooms need not ask for what is pinned
    has_reading = models.BooleanField(default=False, editable=False)  # as with pins
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

    def clean(self) -> None:
        """For the form of operators."""
        if why := why_not_address(self.slug):
            raise ValidationError({"slug": why})

    @property
    def draft_key(self) -> str:
        """By number: the address of a room can change, and what was typed stays with the room."""
        return f"room:{self.pk}"

    @property
    def pinned_messages(self) -> MessageQuerySet:
        """Those that can be read, in the order in which they were pinned; free for rooms without any."""
        if not self.has_pins:
            return self.messages.none()
        return self.messages.shown().filter(pinned_at__isnull=False).select_related("author").order_by("pinned_at")

    @property
    def read_first(self) -> models.QuerySet[RoomReading]:
        """In the order of its moderators; free for rooms without any."""
        return self.reading.all() if self.has_reading else self.reading.none()

    @property
    def channel_group(self) -> str:
        return f"room.{self.pk}"

    @property
    def pace_seconds(self) -> int:
        """Between two messages of one member, now; 0 for everybody's own pace."""
        return max(self.slow_seconds, CALM_PACE) if self.calmed_at else self.slow_seconds

    def quiet_end(self, now: datetime) -> datetime | None:
        return end_of_quiet(self.quiet_from, self.quiet_until, self.time_zone, now=now)

    def is_open_at(self, now: datetime) -> bool:
        """To members. Hosts write at any time."""
        return self.is_open and self.quiet_end(now) is None

    def why_closed(self, now: datetime) -> str:
        """In words for everybody, with when it ends; empty while members may write."""
        if (end := self.quiet_end(now)) is not None:
            when = {"time": f"{localtime(end, ZoneInfo(self.time_zone)):%H:%M}", "zone": self.zone_in_words}
            return gettext("Quiet hours until %(time)s (%(zone)s). You can read what was said.") % when
        return "" if self.is_open else str(self.WHY_CLOSED[self.Opening(self.opening)])

    @property
    def closed_in_words(self) -> str:
        return self.why_closed(timezone.now())

    @property
    def zone_in_words(self) -> str:
        return self.time_zone.replace("_", " ")

    @property
    def pace_in_words(self) -> str:
        return in_words(self.pace_seconds)

    @property
    def kept_in_words(self) -> str:
        """For above every composer."""
        if self.retention_days is None:
            return gettext("Messages are kept until the moderators of the group decide otherwise.")
        return ngettext(
            "Messages are kept for %(number)s day, then erased.",
            "Messages are kept for %(number)s days, then erased.",
            self.retention_days,
        ) % {"number": self.retention_days}
