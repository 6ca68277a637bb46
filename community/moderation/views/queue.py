"""One queue for everything that a person has to judge."""

from datetime import datetime, time
from typing import Any

from django.db.models import Value
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import SignUpRequest, User
from community.core.pagination import page_of
from community.moderation.duty.panel import panel_for
from community.moderation.forms import QueueFilter
from community.moderation.models import IDLE, Case, Proposal, TeamThread
from community.moderation.permissions import can_open_queue
from community.moderation.querysets import CaseQuerySet
from community.moderation.unmasking.models import Unmasking

CASES_PER_PAGE = 25
MOST_CASES = 1000  # counted and paged through; whoever looks for an older one narrows the list down


@require_safe
@member_required
def queue(request: MemberRequest) -> HttpResponse:
    if not can_open_queue(request.user):
        raise Http404
    now = timezone.now()
    narrow = QueueFilter(request.GET, moderator=request.user)
    cases = cases_for(request.user, narrow.chosen, now=now)
    page = page_of(cases.for_list(), request, CASES_PER_PAGE, most=MOST_CASES)
    for case in page:
        case.holder = case.held_by(now)
    context = {
        "page": page,
        "filter": narrow,
        "is_narrowed": bool(narrow.chosen),
        "now": now,
        "duty": panel_for(request.user, now=now),
        "letters": TeamThread.objects.visible_to(request.user).waiting().count(),
        "requests": requests_for(request.user, now=now),
        "seconds": wait_for_a_second(request.user),
    }
    return render(request, "moderation/queue.html", context)


def requests_for(moderator: User, *, now: datetime) -> dict[str, int]:
    """To join: how many wait, and how many longer than we say. For the site's moderators alone, as are the pages."""
    if not moderator.is_moderator:
        return {}
    return dict(zip(("waiting", "late"), SignUpRequest.objects.visible_to(moderator).numbers(now), strict=True))


def wait_for_a_second(moderator: User) -> Any:
    """Cases in which somebody else needs this moderator to agree: {"case_id", "what"}."""
    names = Unmasking.objects.visible_to(moderator).open().exclude(asked_by=moderator)
    limits = Proposal.objects.visible_to(moderator).open().exclude(moderator=moderator)
    asked = names.order_by().annotate(what=Value("name")).values("case_id", "what")
    return asked.union(limits.order_by().annotate(what=Value("limit")).values("case_id", "what")).order_by("case_id")


def cases_for(moderator: User, chosen: dict[str, Any], *, now: datetime) -> CaseQuerySet:
    cases = _in_state(Case.objects.visible_to(moderator), chosen.get("state", "open"), moderator, now=now)
    if "author" in chosen:
        cases = cases.written_by(chosen["author"])
    if "reason" in chosen:
        cases = cases.reported_as(chosen["reason"])
    return cases.filter(**_conditions(chosen))


def _in_state(cases: CaseQuerySet, state: str, moderator: User, *, now: datetime) -> CaseQuerySet:
    if state == "decided":
        return cases.decided().latest_first()
    states = {
        "free": cases.unclaimed(idle_since=now - IDLE),
        "mine": cases.claimed(idle_since=now - IDLE).filter(assignee=moderator),
        "appeal": cases.appealed(),
    }
    return states.get(state, cases.open()).most_pressing_first()


def _conditions(chosen: dict[str, Any]) -> dict[str, Any]:
    lookups = {
        "kind": "origin",
        "group": "group",
        "assignee": "assignee__username__iexact",
    }
    found = {lookup: chosen[name] for name, lookup in lookups.items() if name in chosen}
    if "since" in chosen:
        found["opened_at__gte"] = timezone.make_aware(datetime.combine(chosen["since"], time.min))
    if "until" in chosen:
        found["opened_at__lte"] = timezone.make_aware(datetime.combine(chosen["until"], time.max))
    return found
