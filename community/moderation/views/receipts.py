"""The number of a report, what became of it, and the way to ask that somebody looks again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.moderation import actions
from community.moderation.forms import AppealForm
from community.moderation.models import Report, Risk
from community.moderation.reportable import judged_lately, why_not_again, why_not_challenge
from community.moderation.subjects import SUBJECTS
from community.words.masking import masked


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def receipt(request: MemberRequest, pk: int) -> HttpResponse:
    return receipt_page(request, get_object_or_404(Report.objects.visible_to(request.user).for_receipt(), pk=pk))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def visitor_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the address."""
    return receipt_page(request, get_object_or_404(Report.objects.reachable_by(token).for_receipt()))


def receipt_page(request: HttpRequest, found: Report) -> HttpResponse:
    form, status = AppealForm(request.POST or None), 200
    if form.is_valid():
        try:
            made = actions.challenge(found, words=form.cleaned_data["words"], now=timezone.now())
        except PermissionDenied as refused:
            messages.warning(request, str(refused))
            status = 403
        else:
            messages.success(request, _("Another moderator will look again."))
            return redirect(made.again)
    context = receipt_context(request, found, form)
    return render(request, "moderation/receipt.html", context, status=422 if form.errors else status)


def receipt_context(request: HttpRequest, found: Report, form: AppealForm) -> dict[str, object]:
    why_not = why_not_challenge(found, now=timezone.now())
    return {
        "report": found,
        "case": found.case,
        "excerpt": masked(found.excerpt),
        "form": form,
        "why_not": why_not,
        "may_challenge": not why_not,
        "challenge": getattr(found, "challenge", None),
        "origin": getattr(found, "origin", None),
    } | _again(request, found)


def _again(request: HttpRequest, found: Report) -> dict[str, object]:
    """To report anew what the team let stay: from when on, or the link."""
    case, now = found.case, timezone.now()
    if case.is_open or (case.decision is not None and case.decision.restricts):
        return {}
    if (judged := judged_lately(case.subject, kind=case.kind, by=request.user, now=now)) is not None:
        return {"rest": why_not_again(judged, Risk.OTHER)}
    shown = SUBJECTS[case.kind].reportable_to(request.user, now=now).filter(pk=case.subject.pk).exists()
    return {"again_url": reverse("moderation:report", args=[case.kind, case.subject.pk])} if shown else {}
