"""What concerns one member in rooms: how they read, where they are, how far they got, and a pause from writing."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.chat.models.rooms import Room
from community.chat.querysets import ChatSettingsQuerySet, PauseQuerySet, PlaceQuerySet, PresenceQuerySet

GUARD_SECONDS = 10
BATCHES = [0, 5, 10, 20, 30, 60]  # seconds between two lots of new messages; 0: as they come
MOST_PHRASES, LONGEST_PHRASE = 8, 80


class ChatSettings(models.Model):
    """How one member reads and writes in every room. Without a row, the defaults are theirs."""

    class Layout(models.TextChoices):
        USUAL = "usual", _("Usual")
        COMPACT = "compact", _("Compact, high contrast")
        LARGE = "large", _("Large")

    class ReadingPace(models.TextChoices):
        SLOW = "slow", _("Slow")
        NORMAL = "normal", _("Normal")
        FAST = "fast", _("Fast")

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="chat_settings")
    guards_sending = models.BooleanField(default=False)  # each message waits GUARD_SECONDS for second thoughts
    batch_seconds = models.PositiveSmallIntegerField(default=0)
    layout = models.CharField(max_length=10, choices=Layout, default=Layout.USUAL)
    reading_pace = models.CharField(max_length=10, choices=ReadingPace, default=ReadingPace.NORMAL)
    shows_typing = models.BooleanField(default=False)  # both ways: whoever does not show it does not see it
    shows_presence = models.BooleanField(default=False)  # by name; everybody counts
    phrases = models.JSONField(default=list, blank=True)  # their own buttons

    objects = ChatSettingsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(batch_seconds__in=BATCHES), name="chat_batch_exists"),
            models.CheckConstraint(condition=Q(layout__in=["usual", "compact", "large"]), name="chat_layout_exists"),
            models.CheckConstraint(condition=Q(reading_pace__in=["slow", "normal", "fast"]), name="chat_pace_exists"),
        ]

    def __str__(self) -> str:
        return f"Chat settings of {self.member_id}"


class Place(models.Model):
    """One member in one room: how far they read, the place they hold, and how much they want to hear."""

    class Level(models.TextChoices):
        WATCH = "watch", _("New messages, together in one mail while I am away")
        MENTIONS = "mentions", _("Only when somebody asks for me or answers me")
        MUTE = "mute", _("Nothing")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="chat_places")
    room = models.ForeignKey(Room, models.CASCADE, related_name="places")
    read_seq = models.PositiveBigIntegerField(default=0)
    held_seq = models.PositiveBigIntegerField(null=True, blank=True)
    level = models.CharField(max_length=10, choices=Level, default=Level.MENTIONS)
    seen_at = models.DateTimeField(null=True, blank=True)  # when the page was last read
    told_seq = models.PositiveBigIntegerField(default=0)  # up to where a notice has told of it

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "room"], name="one_place_per_room"),
            models.CheckConstraint(
                condition=Q(level__in="watch mentions mute".split()), name="chat_place_level_exists"
            ),
        ]
        indexes = [models.Index(fields=["room"], condition=Q(level="watch"), name="places_that_watch")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.room_id}"


class Presence(models.Model):
    """Somebody has the room open. Refreshed in one query per process and minute, gone two minutes after the last."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_named = models.BooleanField(default=False)  # as the member chose when they came in
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "member"], name="one_presence_per_room")]
        indexes = [models.Index(fields=["seen_at"], name="presences_by_time")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.room_id}"


class Pause(models.Model):
    """A host gave somebody a pause from writing in one room. The member alone is told, with the reason."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="pauses")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="chat_pauses")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # before its time

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("starts_at")), name="pause_ends_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="pause_has_a_reason"),
        ]
        indexes = [models.Index(fields=["member", "room", "until"], name="pauses_of_a_member")]

    def __str__(self) -> str:
        return f"Pause {self.pk}"

    def told_to(self, member: User) -> str:
        """For the member alone, in their own time zone also where no page has set it."""
        until = date_format(localtime(self.until, member.zone), "j F Y, H:i")
        words = gettext(
            "You can read here. A host gave you a pause from writing in this room until %(when)s: “%(why)s” "
            "If you see it differently, write to the team."
        )
        return words % {"when": until, "why": self.reason}
