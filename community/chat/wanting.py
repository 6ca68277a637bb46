"""Just before a mail about a meeting goes out: is its reader still in the group?"""

from community.chat.models import Attendance, MeetingPlan
from community.notifications.models import Delivery, Notification
from community.notifications.querysets import LAST_WORD


def still_wanted(notice: Notification) -> bool:
    """What takes a meeting out of a calendar goes to whoever is not, too: perhaps nothing after it does."""
    if Delivery.objects.filter(LAST_WORD, notification=notice).exists():
        return True
    number = int(notice.key.split("-")[1])
    own = Attendance.objects.filter(meeting=number, member=notice.recipient_id)
    plan = MeetingPlan.objects.select_related("room").filter(meetings=number).first()
    return plan is not None and own.still_inside(plan.room.group_id).exists()
