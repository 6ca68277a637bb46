"""What is new for one member, from every app."""

from datetime import datetime

from community.accounts.models import User
from community.chat.models import Meeting, Room
from community.forum.lists import news_for
from community.groups.models import SupportGroup
from community.notifications.models import Notification
from community.notifications.sight import hide_names
from community.reminders.models import Occurrence

LATEST = 5
NEXT_MEETINGS = 3


def overview(member: User, *, now: datetime) -> dict[str, object]:
    """The few newest rows of each kind; everything else is one click away."""
    mine = SupportGroup.objects.visible_to(member).joined_by(member)
    notices = Notification.objects.visible_to(member).unread().exclude(kind=Notification.Kind.REMINDER)
    meetings = Meeting.objects.visible_to(member).not_over(now).of_interest_to(member)
    return {
        "now": now,
        "due": Occurrence.objects.visible_to(member).open().for_page()[:LATEST],
        "unread_notices": hide_names(notices.one_per_subject().with_mail().latest_first()[:LATEST], member),
        "threads": news_for(member, now=now).select_related("board").latest_first()[:LATEST],
        "rooms": Room.objects.visible_to(member).filter(group__in=mine).order_by("name")[:LATEST],
        "meetings": meetings.select_related("plan")[:NEXT_MEETINGS],
        "groups": mine,
    }
