"""Report something, work through the queue, decide a case, read why and ask again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.moderation import actions
from community.moderation.forms import AppealForm, DecisionForm, ReportForm
from community.moderation.models import Case, Decision, Report
from community.moderation.permissions import can_appeal, can_moderate_case, can_open_queue
from community.moderation.subjects import SUBJECTS, byline_of
from community.moderation.unmasking.models import Unmasking
from community.moderation.unmasking.page import unmasking_context

CASES_PER_PAGE = 25


@member_required
def report(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    if kind not in SUBJECTS:
        raise Http404
    if (already := actions.report_of(request.user, kind=kind, pk=pk)) is not None:
        return redirect(already)
    subject = get_object_or_404(SUBJECTS[kind].visible_to(request.user), pk=pk)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        filed = actions.file_report(kind=kind, pk=pk, reporter=request.user, now=timezone.now(), **form.cleaned_data)
        return redirect(filed)
    text = SUBJECTS[kind].excerpt_of(subject, request.user)
    context = {"form": form, "subject": subject, "about": SUBJECTS[kind], "text": text}
    context["byline"] = byline_of(subject)
    return render(request, "moderation/report.html", context, status=422 if form.errors else 200)


@require_safe
@member_required
def receipt(request: MemberRequest, pk: int) -> HttpResponse:
    """The number of a report, and what became of it."""
    found = get_object_or_404(Report.objects.visible_to(request.user).select_related("case"), pk=pk)
    return render(request, "moderation/receipt.html", {"report": found, "decision": found.case.decisions.last()})


@require_safe
@member_required
def queue(request: MemberRequest) -> HttpResponse:
    if not can_open_queue(request.user):
        raise Http404
    cases = Case.objects.visible_to(request.user).open().most_pressing_first().for_page()
    unmaskings = Unmasking.objects.visible_to(request.user).open().exclude(asked_by=request.user)
    context = {"page": page_of(cases, request, CASES_PER_PAGE), "unmaskings": unmaskings}
    return render(request, "moderation/queue.html", context)


@member_required
def case(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Case.objects.visible_to(request.user).for_page(), pk=pk)
    if request.method != "POST":
        return case_page(request, found, DecisionForm(initial={"version": found.version}))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, form, status=422)
    try:
        actions.decide(found, moderator=request.user, now=timezone.now(), **form.cleaned_data)
    except actions.CaseMoved as moved:
        return moved_page(request, pk, str(moved))
    except PermissionDenied as refused:
        return case_page(request, found, form, refusal=str(refused), status=403)
    messages.success(request, _("Decided. Everyone concerned has been told."))
    return redirect("moderation:queue")


def moved_page(request: MemberRequest, pk: int, refusal: str) -> HttpResponse:
    """The case as it is now, with what was typed kept in the form."""
    found = get_object_or_404(Case.objects.visible_to(request.user).for_page(), pk=pk)
    typed = {**request.POST.dict(), "version": str(found.version)}
    return case_page(request, found, DecisionForm(typed), refusal=refusal, status=409)


def case_page(
    request: MemberRequest, found: Case, form: DecisionForm, *, refusal: str = "", status: int = 200, **more: object
) -> HttpResponse:
    """`more` is what came of asking for a name, or of looking at it."""
    context = {
        "case": found,
        "reports": found.reports.select_related("reporter"),
        "decisions": found.decisions.select_related("moderator"),
        "may_decide": found.decided_at is None and can_moderate_case(request.user, found),
        "form": form,
        "refusal": refusal,
    }
    context |= unmasking_context(found, request.user) | more
    return render(request, "moderation/case.html", context, status=status)


@member_required
def statement(request: MemberRequest, pk: int) -> HttpResponse:
    """Why the team hid something, for the one who wrote it, and the way to ask again."""
    found = get_object_or_404(Decision.objects.visible_to(request.user).for_page(), pk=pk)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        return appealed(request, found, form)
    return statement_page(request, found, form, status=422 if form.errors else 200)


def appealed(request: MemberRequest, found: Decision, form: AppealForm) -> HttpResponse:
    try:
        actions.appeal(found, author=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied as refused:
        messages.warning(request, str(refused))
        return statement_page(request, found, form, status=403)
    messages.success(request, _("Another moderator will look again. You will be told."))
    return redirect(found)


def statement_page(request: MemberRequest, found: Decision, form: AppealForm, **response: Any) -> HttpResponse:
    context = {
        "decision": found,
        "case": found.case,
        "appeal": getattr(found.case, "appeal", None),
        "was_reported": found.case.reports.exists(),
        "may_appeal": can_appeal(request.user, found),
        "form": form,
    }
    return render(request, "moderation/statement.html", context, **response)
