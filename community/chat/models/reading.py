"""Articles that belong to a room."""

from django.db import models

from community.chat.models.rooms import Room
from community.groups.reading import ReadingRow, constraints_of


class RoomReading(ReadingRow):
    """An article to read before one comes in."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="reading")

    class Meta(ReadingRow.Meta):
        constraints = [
            *constraints_of("room_reading"),
            models.UniqueConstraint(fields=["room", "path"], name="one_room_reading_per_address"),
        ]
