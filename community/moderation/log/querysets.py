"""Which steps of cases, and which acts of the team outside of cases, somebody may read."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from community.accounts.models import User
from community.forum.models import ThreadEvent
from community.groups.querysets import moderated_by
from community.moderation.querysets import CaseQuerySet, moderated_groups

if TYPE_CHECKING:
    from community.moderation.models import CaseEvent  # noqa: F401

FEW = 500


class CaseEventQuerySet(models.QuerySet["CaseEvent"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the cases this person may see (as `Case.objects.visible_to`), so never of one on own words."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        others = self.exclude(case__author=user)
        return others if user.is_moderator else others.filter(case__group__in=moderated_groups(user))

    def between(self, since: datetime | None, until: datetime | None) -> Self:
        found = self.filter(created_at__gte=since) if since else self
        return found.filter(created_at__lt=until) if until else found


def of_few(events: CaseEventQuerySet, cases: CaseQuerySet) -> CaseEventQuerySet:
    """The same events, `cases` being all they can be of. When these are few, they are named to the database: it would
    read the whole log to find the newest steps of a quiet group."""
    keys = list(cases.values_list("pk", flat=True)[: FEW + 1])
    return events.filter(case__in=keys) if len(keys) <= FEW else events


def thread_events_for(user: User) -> "models.QuerySet[ThreadEvent]":
    """What the team did with threads where this person moderates, their own threads left out: they see no more of those
    than every member."""
    found = ThreadEvent.objects.filter(moderated_by(user, path="thread__board__group"))
    return found.exclude(thread__author=user).select_related("thread", "actor")


def newest_first_by(field: str, *, older_than: tuple[object, int] | None) -> tuple[Q, list[str]]:
    """The condition and the order of a list that goes on behind a row: (its `field`, its key)."""
    order = [f"-{field}", "-pk"] if field != "pk" else ["-pk"]
    if older_than is None:
        return Q(), order
    value, key = older_than
    tie = Q(**{field: value, "pk__lt": key})
    # The first half alone would do; the database finds its place in the index by the second.
    return (Q(**{f"{field}__lt": value}) | tie) & Q(**{f"{field}__lte": value}), order
