"""How things stand with the papers: when each was last looked at, and which are overdue."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.accounts.models import User
from community.moderation.compliance.kit import Paper, papers
from community.moderation.compliance.models import ReviewEntry
from community.moderation.compliance.permissions import can_keep_papers


@dataclass(frozen=True)
class Standing:
    paper: Paper
    last: ReviewEntry | None
    today: date

    @property
    def next_due(self) -> date | None:
        return self.last.done_on + timedelta(days=self.paper.review_every_days) if self.last else None

    @property
    def is_overdue(self) -> bool:
        """Never done, or longer ago than it may be."""
        return self.next_due is None or self.today > self.next_due


def standings(user: User, *, now: datetime) -> list[Standing]:
    entries = ReviewEntry.objects.visible_to(user).order_by("done_on", "pk")
    latest = {entry.slug: entry for entry in entries}
    return [Standing(paper, latest.get(paper.slug), timezone.localdate(now)) for paper in papers()]


def overdue_papers(user: User | AnonymousUser, *, now: datetime) -> list[Standing]:
    """None for those who do not look after them."""
    if not isinstance(user, User) or not can_keep_papers(user):
        return []
    return [standing for standing in standings(user, now=now) if standing.is_overdue]
