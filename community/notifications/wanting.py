"""Before a mail goes out, the app whose notice it is may say that nobody wants it any more.

Notices know no rooms: settings.NOTICE_CHECKS names a function for the first word of a key ("room" of "room-7").
"""

from django.conf import settings
from django.utils.module_loading import import_string

from community.notifications.models import Notification


def is_still_wanted(notice: Notification) -> bool:
    """Whatever the outbox knows itself (read, blocked, suspended) is asked there."""
    check = settings.NOTICE_CHECKS.get(notice.key.partition("-")[0])
    return check is None or bool(import_string(check)(notice))
