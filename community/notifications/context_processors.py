"""The count beside "Notifications" on every page; and whether mail is frozen."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.accounts.models import User
from community.notifications.models import MailFreeze, Notification


def unread(request: HttpRequest) -> dict[str, object]:
    """Counted and asked only when the page shows it."""
    return {"unread_notifications": SimpleLazyObject(lambda: count_of(request)), "mail_freeze": freeze}


def freeze() -> MailFreeze | None:
    """Asked on pages of superusers only."""
    return MailFreeze.objects.in_force().first()


def count_of(request: HttpRequest) -> int:
    """Asked once for each request, by the page or by its frame."""
    known = vars(request).get("unread_notifications")
    if known is None:
        user = getattr(request, "user", None)
        mine = Notification.objects.visible_to(user) if isinstance(user, User) else Notification.objects.none()
        known = mine.unread().count_subjects()
        vars(request)["unread_notifications"] = known
    return int(known)


def forget_count(request: HttpRequest) -> None:
    """After something was read: the frame counts anew."""
    vars(request).pop("unread_notifications", None)
