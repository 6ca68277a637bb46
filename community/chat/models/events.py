"""The numbered list of what happened in a room."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.chat.models.messages import Message
from community.chat.models.rooms import Room
from community.chat.querysets import RoomEventQuerySet


class RoomEvent(models.Model):
    """Whoever was away reads the events after the last one seen; nothing that changes a room goes unnumbered."""

    class Kind(models.TextChoices):
        # of one message
        SENT = "sent", _("sent")
        EDITED = "edited", _("edited by its author")
        REMOVED = "removed", _("removed by its author")
        RETURNED = "returned", _("put back by its author")
        HIDDEN = "hidden", _("hidden")
        RESTORED = "restored", _("restored")
        CHANGED = "changed", _("changed by the team")
        SIGNED = "signed", _("given a kind sign")
        PINNED = "pinned", _("pinned")
        UNPINNED = "unpinned", _("no longer pinned")
        # of the room
        OPENED = "opened", _("room opened")
        CLOSED = "closed", _("room closed")
        PACED = "paced", _("pace changed")
        MEETING = "meeting", _("meeting went on")

    OF_ROOM = ("opened", "closed", "paced", "meeting")

    room = models.ForeignKey(Room, models.CASCADE, related_name="events", db_index=False)
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="events")
    created_at = models.DateTimeField()

    objects = RoomEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="one_event_per_seq"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="events_count_from_1"),
            models.CheckConstraint(
                condition=Q(message=None, kind__in="opened closed paced meeting".split())
                | Q(
                    message__isnull=False,
                    kind__in="sent edited removed returned hidden restored changed signed pinned unpinned".split(),
                ),
                name="room_event_kind_exists",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room}, {self.seq}: {self.kind}"
