"""A room, what is said in it, and the numbered list of what happened there."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.chat.querysets import MessageQuerySet, RoomEventQuerySet, RoomQuerySet
from community.core.blanking import blanked
from community.core.models import Contribution
from community.groups.models import SupportGroup

LONGEST_MESSAGE = 4000  # characters


class Room(models.Model):
    """`last_seq` numbers the room's events: whoever writes locks this row, so they commit in their order."""

    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="rooms")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(last_seq__gte=0), name="room_counts_from_0"),
            models.CheckConstraint(condition=~Q(name=""), name="room_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("chat:room", args=[self.slug])

    @property
    def channel_group(self) -> str:
        return f"room.{self.pk}"


class Message(Contribution):
    """What one member said. Its `seq` is the number of the event that brought it."""

    room = models.ForeignKey(Room, models.PROTECT, related_name="messages", db_index=False)  # see one_message_per_seq
    seq = models.PositiveBigIntegerField()
    client_id = models.UUIDField()
    blanks = models.JSONField(default=list, blank=True, editable=False)  # phrases that the team took out

    objects = MessageQuerySet.as_manager()

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(fields=["room", "seq"], name="one_message_per_seq"),
            models.UniqueConstraint(fields=["author", "client_id"], name="one_message_per_client_id"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="messages_count_from_1"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(F("body")), LONGEST_MESSAGE), name="message_is_not_too_long"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room}, {self.seq}"

    @property
    def said(self) -> str:
        """As it was typed, without what the team took out."""
        return blanked(self.body, self.blanks)

    def get_absolute_url(self) -> str:
        return f"{self.room.get_absolute_url()}?before={self.seq + 1}#message-{self.pk}"


class RoomEvent(models.Model):
    """Whoever was away reads the events after the last one seen; nothing that changes a room goes unnumbered."""

    class Kind(models.TextChoices):
        SENT = "sent", _("sent")
        HIDDEN = "hidden", _("hidden")
        RESTORED = "restored", _("restored")
        CHANGED = "changed", _("changed by the team")

    room = models.ForeignKey(Room, models.CASCADE, related_name="events", db_index=False)
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    message = models.ForeignKey(Message, models.CASCADE, related_name="events")
    created_at = models.DateTimeField()

    objects = RoomEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_event_per_seq"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="events_count_from_1"),
            models.CheckConstraint(
                condition=Q(kind__in=["sent", "hidden", "restored", "changed"]), name="room_event_kind_exists"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room}, {self.seq}: {self.kind}"
