"""The count beside "Notifications" on every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from community.notifications.models import Notification


def unread(request: HttpRequest) -> dict[str, object]:
    """Counted only when the page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread_notifications": 0}
    return {"unread_notifications": SimpleLazyObject(lambda: Notification.objects.visible_to(user).unread().count())}
