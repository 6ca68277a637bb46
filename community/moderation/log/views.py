"""What the team did, newest first. For everybody but moderators these pages do not exist."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.moderation.log.forms import LogFilter
from community.moderation.log.querysets import of_few, thread_events_for
from community.moderation.log.stretches import stretch_of
from community.moderation.models import Case, CaseEvent, Unmasking
from community.moderation.permissions import can_open_queue

ROWS = 50


def must_moderate(request: MemberRequest) -> None:
    if not can_open_queue(request.user):
        raise Http404


@require_safe
@member_required
def cases(request: MemberRequest) -> HttpResponse:
    """Every step of every case that this moderator may see."""
    must_moderate(request)
    narrow = LogFilter(request.GET)
    found = narrow.narrowed(CaseEvent.objects.visible_to(request.user))
    if not request.user.is_moderator:
        found = of_few(found, Case.objects.visible_to(request.user))
    context = {"stretch": stretch_of(found, request, ROWS), "filter": narrow, "is_narrowed": bool(narrow.chosen)}
    return render(request, "moderation/log/cases.html", context)


@require_safe
@member_required
def threads(request: MemberRequest) -> HttpResponse:
    """Locked, pinned, moved, split, merged, slowed, retitled: outside of cases too."""
    must_moderate(request)
    stretch = stretch_of(thread_events_for(request.user), request, ROWS, by="pk")
    return render(request, "moderation/log/threads.html", {"stretch": stretch})


@require_safe
@member_required
def names(request: MemberRequest) -> HttpResponse:
    """Which names were asked for, and who looked; never the account."""
    must_moderate(request)
    others = Unmasking.objects.visible_to(request.user).exclude(case__author=request.user)
    found = others.select_related("asked_by", "agreed_by", "refused_by").prefetch_related("views__viewer")
    return render(request, "moderation/log/names.html", {"stretch": stretch_of(found, request, ROWS, by="pk")})
