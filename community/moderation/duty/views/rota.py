"""The coming two weeks: who is on duty, and what they hand over."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.moderation.duty import actions
from community.moderation.duty.care import limit_of
from community.moderation.duty.coverage import DAY, LONGEST_RUN, gaps, too_long
from community.moderation.duty.forms import HandOverForm, LimitForm, ShiftForm
from community.moderation.duty.models import MOST_HARD_CASES, TIME_FOR_A_NOTE, Shift
from community.moderation.duty.permissions import can_keep_rota, leads
from community.moderation.duty.reports import load_of_team
from community.moderation.duty.watch import AHEAD


def must_keep_rota(request: MemberRequest) -> None:
    if not can_keep_rota(request.user):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def rota(request: MemberRequest) -> HttpResponse:
    """Look, or take shifts."""
    must_keep_rota(request)
    now = timezone.now()
    if request.method != "POST":
        return rota_page(request, now)
    form = ShiftForm(request.POST, member=request.user, now=now)
    if not form.is_valid():
        return rota_page(request, now, form=form, status=422)
    try:
        actions.take_shifts(request.user, form.cleaned_data["spans"], now=now)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return rota_page(request, now, form=form, status=403)
    messages.success(request, _("Thank you. You are on the rota."))
    return redirect("moderation:rota")


def rota_page(request: MemberRequest, now: datetime, *, status: int = 200, **forms: Any) -> HttpResponse:
    """`forms` replaces those that stand here by ones with errors."""
    seen = Shift.objects.visible_to(request.user).select_related("member")
    shifts = list(seen.of_team(now=now).between(now - DAY * (LONGEST_RUN + 1), now + AHEAD))
    coming = [shift for shift in shifts if shift.ends_at > now]
    spans = [(shift.starts_at, shift.ends_at) for shift in coming]
    empty = gaps(spans, now, now + DAY)
    context = {
        "form": ShiftForm(member=request.user, now=now, initial={"day": timezone.localdate(now), "days": 1}),
        "limit_form": LimitForm(initial={"cases": limit_of(request.user)}),
        "most": MOST_HARD_CASES,
        "coming": coming,
        "now": now,
        "too_long": too_long(shifts),
        "nobody": empty == [(now, now + DAY)],
        "empty": empty,
        "notes": seen.handed_over(since=now - TIME_FOR_A_NOTE - timedelta(days=5)),
        "own_past": [shift for shift in shifts if is_to_hand_over(shift, request, now)],
        "team": load_of_team(request.user, now=now) if leads(request.user) else None,
    }
    return render(request, "moderation/duty/rota.html", context | forms, status=status)


def is_to_hand_over(shift: Shift, request: MemberRequest, now: datetime) -> bool:
    return shift.member_id == request.user.pk and shift.ends_at <= now and shift.takes_a_note_at(now)


def own_shift(request: MemberRequest, pk: int) -> Shift:
    return get_object_or_404(Shift.objects.visible_to(request.user).filter(member=request.user), pk=pk)


@require_POST
@member_required
def give_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Nobody is asked why."""
    if actions.give_back(own_shift(request, pk), member=request.user, now=timezone.now()):
        messages.success(request, _("Given back. Thank you for saying so."))
    return redirect("moderation:rota")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    shift, now = own_shift(request, pk), timezone.now()
    if not shift.takes_a_note_at(now):
        raise Http404
    form = HandOverForm(request.POST or None, initial={"note": shift.note})
    if form.is_valid():
        actions.hand_over(shift, member=request.user, words=form.cleaned_data["note"], now=now)
        messages.success(request, _("Kept for whoever comes next."))
        return redirect("moderation:rota")
    status = 422 if form.errors else 200
    return render(request, "moderation/duty/hand_over.html", {"form": form, "shift": shift}, status=status)


@require_POST
@member_required
def limit(request: MemberRequest) -> HttpResponse:
    """How many hard cases somebody wants to take on within a day."""
    must_keep_rota(request)
    form = LimitForm(request.POST)
    if not form.is_valid():
        return rota_page(request, timezone.now(), limit_form=form, status=422)
    actions.set_limit(request.user, cases=form.cleaned_data["cases"])
    messages.success(request, _("Kept. Change it whenever you like."))
    return redirect("moderation:rota")
