"""What is new for one member, from every app."""

from datetime import datetime, timedelta

from community.accounts.models import User
from community.chat.models import Room
from community.forum.models import Thread
from community.groups.models import SupportGroup
from community.notifications.models import Notification
from community.reminders.models import Occurrence

LATEST = 5
HORIZON = timedelta(days=30)  # to a newcomer not everything ever written is news


def overview(member: User, *, now: datetime) -> dict[str, object]:
    """The few newest rows of each kind; everything else is one click away."""
    mine = SupportGroup.objects.visible_to(member).joined_by(member)
    recent = Thread.objects.visible_to(member).filter(board__group__in=mine, last_post_at__gt=now - HORIZON)
    threads = recent.filter(hidden_at=None).unread_by(member)
    notices = Notification.objects.visible_to(member).unread().exclude(kind=Notification.Kind.REMINDER).latest_first()
    return {
        "now": now,
        "due": Occurrence.objects.visible_to(member).open().for_page()[:LATEST],
        "unread_notices": notices[:LATEST],
        "threads": threads.select_related("board").latest_first()[:LATEST],
        "rooms": Room.objects.visible_to(member).filter(group__in=mine).order_by("name")[:LATEST],
        "groups": mine,
    }
