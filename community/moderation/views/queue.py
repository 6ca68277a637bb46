"""One queue for everything that a person has to judge."""

from datetime import datetime, time
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.core.pagination import page_of
from community.moderation.duty.panel import panel_for
from community.moderation.forms import QueueFilter
from community.moderation.models import IDLE, Case, Proposal, TeamThread
from community.moderation.permissions import can_open_queue
from community.moderation.querysets import CaseQuerySet
from community.moderation.unmasking.models import Unmasking

CASES_PER_PAGE = 25


@require_safe
@member_required
def queue(request: MemberRequest) -> HttpResponse:
    if not can_open_queue(request.user):
        raise Http404
    now = timezone.now()
    narrow = QueueFilter(request.GET, moderator=request.user)
    cases = cases_for(request.user, narrow.chosen, now=now)
    page = page_of(cases.for_list(), request, CASES_PER_PAGE)
    for case in page:
        case.holder = case.held_by(now)
    context = {
        "page": page,
        "filter": narrow,
        "is_narrowed": bool(narrow.chosen),
        "now": now,
        "duty": panel_for(request.user, now=now),
        "letters": TeamThread.objects.visible_to(request.user).waiting().count(),
        "unmaskings": Unmasking.objects.visible_to(request.user).open().exclude(asked_by=request.user),
        "proposals": Proposal.objects.visible_to(request.user).open().exclude(moderator=request.user),
    }
    return render(request, "moderation/queue.html", context)


def cases_for(moderator: User, chosen: dict[str, Any], *, now: datetime) -> CaseQuerySet:
    cases = _in_state(Case.objects.visible_to(moderator), chosen.get("state", "open"), moderator, now=now)
    if "author" in chosen:
        cases = cases.written_by(chosen["author"])
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
        "reason": "reports__reason",
        "group": "group",
        "assignee": "assignee__username__iexact",
    }
    found = {lookup: chosen[name] for name, lookup in lookups.items() if name in chosen}
    if "since" in chosen:
        found["opened_at__gte"] = timezone.make_aware(datetime.combine(chosen["since"], time.min))
    if "until" in chosen:
        found["opened_at__lte"] = timezone.make_aware(datetime.combine(chosen["until"], time.max))
    return found
