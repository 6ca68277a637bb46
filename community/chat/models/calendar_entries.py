"""What stands in the own calendar of somebody who wanted it there, as far as we told it."""

from django.db import models

from community.chat.models.meetings import Attendance
from community.notifications.models import Delivery


class CalendarEntry(models.Model):
    """The last message that went to one calendar about one meeting. `sequence` is its SEQUENCE: every later one is
    higher, whatever it says, also after the member took back that they come and said it again. The meeting may have
    been moved since, while no mail reached them. `told_by` is the mail that carries it: if that one is lost, they were
    not told. Once retention has erased it they were, as far as anybody knows."""

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="calendar_entry")
    sequence = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)  # since when it says that the meeting is off
    told_by = models.ForeignKey(Delivery, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "calendar entries"

    def __str__(self) -> str:
        return f"Calendar entry of attendance {self.attendance_id}"
