"""Point at trouble, with an account or without."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from community.accounts.decorators import MemberRequest, ask_to_sign_in, member_required
from community.accounts.models import User
from community.moderation import actions
from community.moderation.forms import ReportForm, VisitorReportForm
from community.moderation.models import Report, Risk
from community.moderation.reportable import judged_lately, reasons_left, why_not_again
from community.moderation.subjects import SUBJECTS
from community.moderation.visitors import mark_of_visitor
from community.words.masking import masked

TOO_MANY, JUDGED = 429, 409


def report(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    if kind not in SUBJECTS:
        raise Http404
    if request.user.is_authenticated:
        return report_as_member(request, kind, pk)
    return report_as_visitor(request, kind, pk)


@member_required
def report_as_member(request: MemberRequest, kind: str, pk: Any) -> HttpResponse:
    if (already := actions.report_of(request.user, kind=kind, pk=pk)) is not None:
        return redirect(already)
    subject = get_object_or_404(SUBJECTS[kind].reportable_to(request.user, now=timezone.now()), pk=pk)
    form = ReportForm(request.POST or None, initial=begun(request))
    if not form.is_valid():
        return report_page(request, kind, subject, form)
    return filed(request, kind, subject, form, reporter=request.user, **form.cleaned_data)


def report_as_visitor(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    """What is not public asks to sign in, whether it is there or not; so does a form that a member began to fill in."""
    subject = SUBJECTS[kind].reportable_to(AnonymousUser(), now=timezone.now()).filter(pk=pk).first()
    began_signed_in = request.method == "POST" and "visitor_email" not in request.POST
    if subject is None or began_signed_in:
        return ask_to_sign_in(request)
    form = VisitorReportForm(request.POST or None, initial=begun(request))
    if not form.is_valid():
        return report_page(request, kind, subject, form)
    said = form.cleaned_data
    name, email = said.pop("visitor_name"), said.pop("visitor_email")
    visitor = actions.Visitor(name=name, email=email, mark=mark_of_visitor(request, now=timezone.now()))
    return filed(request, kind, subject, form, visitor=visitor, **said)


def begun(request: HttpRequest) -> dict[str, str]:
    """A link may say what it is about, so that one question less is asked."""
    reason = request.GET.get("reason", "")
    return {"reason": reason} if reason in Report.Reason.values else {}


def filed(request: HttpRequest, kind: str, subject: Any, form: ReportForm, **said: Any) -> HttpResponse:
    try:
        report = actions.file_report(kind=kind, pk=subject.pk, now=timezone.now(), **said)
    except actions.ReportRefused as refused:
        return report_page(request, kind, subject, form, refusal=str(refused), status=TOO_MANY)
    return redirect(report)


def report_page(
    request: HttpRequest, kind: str, subject: Any, form: ReportForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """What the team has just judged offers only the reasons that do not wait."""
    about, now = SUBJECTS[kind], timezone.now()
    judged = judged_lately(subject, kind=kind, by=request.user, now=now)
    left = reasons_left(judged)
    form.offer(left)
    if judged is not None:
        refusal, status = why_not_again(judged, Risk.OTHER), JUDGED if form.is_bound else 200
    is_removed = getattr(subject, "removed_at", None) is not None
    context = {
        "form": form if left else None,
        "typed": form.data.get("words", "") if form.is_bound else "",
        "refusal": refusal,
        "earlier": earlier_report(request, kind, subject),
        "subject": subject,
        "about": about,
        "back": about.address_of(subject),
        "byline": about.byline_of(subject),
        "text": "" if is_removed else masked(about.excerpt_of(subject, request.user)),
    }
    return render(request, "moderation/report.html", context, status=422 if form.errors and not refusal else status)


def earlier_report(request: HttpRequest, kind: str, subject: Any) -> Report | None:
    """The same member's last one, which was decided."""
    if not isinstance(request.user, User):
        return None
    return Report.objects.visible_to(request.user).about(subject.pk, kind=kind).last()
