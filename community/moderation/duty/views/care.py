"""After a hard case, before the first one, and while one works."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.moderation.duty import actions
from community.moderation.duty.forms import DebriefForm, TrainingForm
from community.moderation.duty.models import CheckIn, Debrief, TrainingDone
from community.moderation.duty.permissions import leads
from community.moderation.duty.reports import training_of_team
from community.moderation.duty.training import ITEMS
from community.moderation.models import Case
from community.moderation.permissions import can_open_queue
from community.resources.country import chosen_country

DEBRIEFS = 50


def must_moderate(request: MemberRequest) -> None:
    if not can_open_queue(request.user):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def debrief(request: MemberRequest) -> HttpResponse:
    """A log that only its writer reads."""
    must_moderate(request)
    form = DebriefForm(request.POST or None)
    if form.is_valid():
        actions.write_debrief(request.user, words=form.cleaned_data["words"], now=timezone.now())
        messages.success(request, _("Kept, for you alone."))
        return redirect("moderation:debrief")
    entries = Debrief.objects.visible_to(request.user)[:DEBRIEFS]
    context = {"form": form, "entries": entries}
    return render(request, "moderation/duty/debrief.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def remove_debrief(request: MemberRequest, pk: int) -> HttpResponse:
    must_moderate(request)
    entry = get_object_or_404(Debrief.objects.visible_to(request.user), pk=pk)
    actions.remove_debrief(entry, writer=request.user)
    messages.success(request, _("Removed."))
    return redirect("moderation:debrief")


@require_POST
@member_required
def need_no_debrief(request: MemberRequest) -> HttpResponse:
    must_moderate(request)
    actions.need_no_debrief(request.user, now=timezone.now())
    return redirect("moderation:queue")


@require_POST
@member_required
def checked_in(request: MemberRequest, pk: int) -> HttpResponse:
    must_moderate(request)
    others = CheckIn.objects.visible_to(request.user).exclude(member=request.user)
    if actions.check_in_done(get_object_or_404(others, pk=pk), by=request.user, now=timezone.now()):
        messages.success(request, _("Thank you for asking."))
    return redirect("moderation:queue")


@require_POST
@member_required
def alert_next(request: MemberRequest, pk: int) -> HttpResponse:
    """Told of a risk to life, and not able to take it on: the next person hears of it now."""
    case = get_object_or_404(Case.objects.visible_to(request.user), pk=pk)
    if actions.pass_alert_on(case, moderator=request.user, now=timezone.now()):
        messages.success(request, _("Passed on. Somebody else has been told."))
    return redirect("moderation:queue")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def training(request: MemberRequest) -> HttpResponse:
    must_moderate(request)
    now, form = timezone.now(), TrainingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.tick_training(request.user, form.cleaned_data["items"], now=now)
        messages.success(request, _("Kept."))
        return redirect("moderation:training")
    ticks = TrainingDone.objects.visible_to(request.user).filter(member=request.user)
    done = dict(ticks.values_list("item", "done_at"))
    context: dict[str, Any] = {
        "form": form if form.is_bound else TrainingForm(initial={"items": list(done)}),
        "done": [(words, done[item]) for item, words in ITEMS.items() if item in done],
        "missing": len(ITEMS) - len(done),
        "items": list(ITEMS.values()),
        "team": training_of_team(request.user, now=now) if leads(request.user) else None,
    }
    return render(request, "moderation/duty/training.html", context, status=422 if form.errors else 200)


@require_safe
@member_required
def playbook(request: MemberRequest) -> HttpResponse:
    must_moderate(request)
    country = chosen_country(request)
    lines = [shown.line for shown in country.lines_on(timezone.localdate())[:2]]
    return render(request, "moderation/duty/playbook.html", {"country": country, "lines": lines})
