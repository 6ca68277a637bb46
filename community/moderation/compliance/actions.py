"""Write down that a paper was looked at."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.moderation.compliance.kit import Paper
from community.moderation.compliance.models import ReviewEntry
from community.moderation.compliance.permissions import can_keep_papers


@transaction.atomic
def record_review(paper: Paper, *, operator: User, done_by: str, note: str = "", now: datetime) -> ReviewEntry:
    """Today, in the operator's time zone. A double click writes one."""
    operator = held_now(operator)
    if not can_keep_papers(operator):
        raise PermissionDenied(_("Only those who run this site can do that."))
    entry = ReviewEntry(slug=paper.slug, done_on=timezone.localdate(now), done_by=done_by, note=note, created_at=now)
    entry.recorded_by = operator
    if (twin := ReviewEntry.objects.same_submit(entry, since=now - SAME_SUBMIT).first()) is not None:
        return twin
    entry.save()
    return entry
