"""How to reach those who run this site, and how to complain about what they do."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, ask_to_sign_in, member_required
from community.accounts.models import User
from community.core.pagination import page_of
from community.core.text import without_turns
from community.moderation.complaints import actions
from community.moderation.complaints.forms import (
    ComplaintAnswerForm,
    ComplaintForm,
    MemberComplaintForm,
    VisitorComplaintForm,
)
from community.moderation.complaints.models import DAYS_TO_ANSWER, Complaint
from community.moderation.complaints.permissions import can_read_complaints, why_not_answer
from community.moderation.visitors import mark_of_visitor

ROWS = 25
TOO_MANY, ANSWERED = 429, 409


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    context = {
        "operator": settings.OPERATOR_NAME,
        "email": settings.CONTACT_EMAIL,
        "languages": [name for _code, name in settings.LANGUAGES],
        "days": DAYS_TO_ANSWER,
    }
    return render(request, "moderation/complaints/contact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def complain(request: HttpRequest) -> HttpResponse:
    """A form that a member began to fill in asks to sign in again, and keeps the words."""
    member = request.user if isinstance(request.user, User) else None
    if member is None and request.method == "POST" and "visitor_email" not in request.POST:
        return ask_to_sign_in(request)
    kind = VisitorComplaintForm if member is None else MemberComplaintForm
    form = kind(request.POST or None)
    if not form.is_valid():
        return complaint_page(request, form)
    now = timezone.now()
    mark = mark_of_visitor(request, now=now) if member is None else ""
    try:
        made = actions.complain(complainant=member, visitor_mark=mark, now=now, **form.cleaned_data)
    except actions.NotTaken as refused:
        return complaint_page(request, form, refusal=str(refused), status=TOO_MANY)
    return redirect(made)


def complaint_page(request: HttpRequest, form: ComplaintForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "days": DAYS_TO_ANSWER}
    return render(request, "moderation/complaints/form.html", context, status=422 if form.errors else status)


@require_safe
@never_cache
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the address."""
    found = get_object_or_404(Complaint.objects.reachable_by(token).select_related("complainant"))
    if isinstance(request.user, User) and request.user == found.complainant:
        actions.look_at_answer(found, reader=request.user, now=timezone.now())
    return render(request, "moderation/complaints/receipt.html", {"complaint": found, "days": DAYS_TO_ANSWER})


@require_safe
@never_cache
@member_required
def complaints(request: MemberRequest) -> HttpResponse:
    """Those that wait; with `?state=answered` the others."""
    if not can_read_complaints(request.user):
        raise Http404
    now = timezone.now()
    actions.look_at_complaints(request.user, now=now)
    answered = request.GET.get("state") == "answered"
    found = Complaint.objects.visible_to(request.user)
    page = page_of((found.answered() if answered else found.waiting()).for_list(), request, ROWS)
    for complaint in page:
        complaint.late = complaint.is_late(now)
    context = {"page": page, "answered": answered, "days": DAYS_TO_ANSWER}
    return render(request, "moderation/complaints/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
def complaint(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Complaint.objects.visible_to(request.user).select_related("complainant"), pk=pk)
    form = ComplaintAnswerForm(request.POST or None)
    if not form.is_valid():
        return answer_page(request, found, form)
    try:
        answered = actions.answer_complaint(
            found, answered_by=request.user, words=form.cleaned_data["words"], now=timezone.now()
        )
    except actions.NotTaken as refused:
        found.refresh_from_db()
        return answer_page(request, found, form, refusal=str(refused), status=ANSWERED)
    return redirect("moderation:complaint", answered.pk)


def answer_page(
    request: MemberRequest, found: Complaint, form: ComplaintAnswerForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "complaint": found,
        "words": without_turns(found.words),
        "name": found.complainant if found.shows_name else None,
        "late": found.is_late(timezone.now()),
        "form": form,
        "may_answer": not why_not_answer(request.user, found),
        "refusal": refusal,
        "typed": form.data.get("words", "") if refusal else "",
    }
    return render(request, "moderation/complaints/complaint.html", context, status=422 if form.errors else status)
