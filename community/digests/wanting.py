"""Just before the mail of a summary goes out: is there still something to look at?"""

from django.utils import timezone

from community.digests.models import Digest
from community.digests.news import left_in
from community.notifications.models import Notification


def still_wanted(notice: Notification) -> bool:
    """Neither opened in the app meanwhile, nor all of it read, taken back, or out of sight."""
    digest = Digest.objects.select_related("member").filter(notice=notice, opened_at=None).first()
    return digest is not None and bool(left_in(digest, now=timezone.now()))
