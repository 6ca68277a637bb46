"""What a member says to a reminder that is due; each answer counts once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.consents import NotAgreed
from community.accounts.decorators import MemberRequest, member_required
from community.accounts.permissions import can_tell_health
from community.core.navigation import next_address
from community.reminders import actions
from community.reminders.answer_forms import CorrectionForm, LaterForm, SkipForm
from community.reminders.models import Occurrence
from community.reminders.permissions import can_correct
from community.reminders.views.parts import own_occurrence, posted, words_are_closed
from community.reminders.wording import NOT_KEPT


@require_POST
@member_required
def done(request: MemberRequest, pk: int) -> HttpResponse:
    return answered(request, own_occurrence(request, pk), Occurrence.Answer.DONE, _("Marked as done."))


@require_POST
@member_required
def skip(request: MemberRequest, pk: int) -> HttpResponse:
    occurrence, form = own_occurrence(request, pk), SkipForm(request.POST)
    if not form.is_valid():
        return later_page(request, occurrence, skip=form)
    reason = form.cleaned_data["reason"]
    return answered(request, occurrence, Occurrence.Answer.SKIPPED, _("Skipped this time."), reason=reason)


def answered(
    request: MemberRequest, occurrence: Occurrence, answer: Occurrence.Answer, words: str, reason: str = ""
) -> HttpResponse:
    now = timezone.now()
    try:
        took = actions.answer(occurrence=occurrence, member=request.user, answer=answer, reason=reason, now=now)
    except NotAgreed:
        messages.info(request, NOT_KEPT)
        return redirect("reminders:list")
    occurrence.refresh_from_db()
    if took or occurrence.answer == answer:
        messages.success(request, words)
    else:
        had_its_answer(request, occurrence)
    return redirect(next_address(request) or "reminders:list")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def later(request: MemberRequest, pk: int) -> HttpResponse:
    occurrence, now = own_occurrence(request, pk), timezone.now()
    form = LaterForm(posted(request), zone=request.user.zone, now=now)
    if request.method != "POST" or not form.is_valid():
        return later_page(request, occurrence, later=form)
    until = form.cleaned_data["moment"]
    try:
        if not actions.snooze(occurrence=occurrence, member=request.user, until=until, now=now):
            occurrence.refresh_from_db()
            had_its_answer(request, occurrence)
            return redirect("reminders:list")
    except actions.NextComesFirst:
        form.add_error("when", _("By then the next one comes by itself. Choose an earlier moment, or skip this one."))
        return later_page(request, occurrence, later=form)
    messages.success(request, _("It comes again later."))
    return redirect("reminders:list")


def later_page(
    request: MemberRequest, occurrence: Occurrence, later: LaterForm | None = None, skip: SkipForm | None = None
) -> HttpResponse:
    refused = skip if skip is not None else later
    context = {
        "occurrence": occurrence,
        "later": later if later is not None else LaterForm(zone=request.user.zone, now=timezone.now()),
        "skip": skip if skip is not None else SkipForm(),
        "refused": refused,
    }
    status = 422 if refused is not None and refused.is_bound else 200
    return render(request, "reminders/later.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    occurrence, now = own_occurrence(request, pk), timezone.now()
    if not can_correct(request.user, occurrence, now=now):
        messages.info(request, _("An answer can be put right for seven days. This one is older."))
        return redirect(occurrence.reminder)
    if not occurrence.is_readable:
        return words_are_closed(request, occurrence.reminder)
    if not can_tell_health(request.user, now=now):
        messages.info(request, NOT_KEPT)
        return redirect("reminders:list")
    zone = occurrence.reminder.schedule.zone
    form = CorrectionForm(
        posted(request), zone=zone, now=now, due_at=occurrence.due_at, initial=occurrence.as_answered(zone)
    )
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "occurrence": occurrence}
        return render(request, "reminders/correct.html", context, status=422 if form.is_bound else 200)
    actions.correct_answer(
        occurrence=occurrence,
        member=request.user,
        answer=Occurrence.Answer(form.cleaned_data["answer"]),
        answered_at=form.cleaned_data["moment"],
        reason=form.cleaned_data["reason"],
        now=now,
    )
    messages.success(request, _("Put right. What it was before is kept."))
    return redirect(occurrence.reminder)


def had_its_answer(request: MemberRequest, occurrence: Occurrence) -> None:
    before = {"answer": occurrence.get_answer_display()}
    messages.info(request, _("It had its answer already: %(answer)s.") % before)
