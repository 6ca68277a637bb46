"""Just before a mail about help goes out: is what it tells of still there for its reader?"""

from community.carers.models import Arrangement
from community.notifications.models import Notification


def still_wanted(notice: Notification) -> bool:
    """Not an invitation that was taken back or blocked meanwhile."""
    arrangement = int(notice.key.removeprefix("help-"))
    return Arrangement.objects.visible_to(notice.recipient).filter(pk=arrangement).exists()
