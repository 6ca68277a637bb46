"""Who waits to join, and the answer. For everybody but moderators of the site these pages do not exist."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.inviting.ways import APPROVAL
from community.accounts.models import SignUpRequest
from community.core.pagination import page_of
from community.moderation.approving import actions
from community.moderation.models import SignUpAnswer
from community.moderation.permissions import looks_after

ROWS, ANSWERS = 25, 10


@require_safe
@never_cache
@member_required
def requests(request: MemberRequest) -> HttpResponse:
    """Names and days alone: neither an address nor anything else that somebody gave."""
    must_look_after(request)
    now = timezone.now()
    waiting = SignUpRequest.objects.visible_to(request.user).waiting().select_related("member").oldest_first()
    page = page_of(waiting, request, ROWS)
    for one in page:
        one.is_late = one.is_late_at(now)
    context = {
        "page": page,
        "days": settings.APPROVAL_WAIT_DAYS,
        "is_asked_for": settings.SIGN_UP == APPROVAL,
        "answers": SignUpAnswer.objects.visible_to(request.user).select_related("moderator")[:ANSWERS],
    }
    return render(request, "moderation/approving/requests.html", context)


@require_POST
@member_required
def let_in(request: MemberRequest, pk: int) -> HttpResponse:
    found = still_waiting(request, pk)
    if found is None or not actions.let_in(found, moderator=request.user, now=timezone.now()):
        return told_who_was_faster(request, pk)
    messages.success(request, _("%(name)s can sign in now, and is told by mail.") % {"name": found.member})
    return redirect("moderation:requests")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
def turn_down(request: MemberRequest, pk: int) -> HttpResponse:
    """What it means, and the button."""
    found = still_waiting(request, pk)
    if found is None:
        return told_who_was_faster(request, pk)
    if request.method != "POST":
        return render(request, "moderation/approving/turn_down.html", {"waiting": found})
    if not actions.turn_down(found, moderator=request.user, now=timezone.now()):
        return told_who_was_faster(request, pk)
    messages.success(request, _("Turned down. A mail says so, and then the account is erased."))
    return redirect("moderation:requests")


def must_look_after(request: MemberRequest) -> None:
    if not looks_after(request.user, None):
        raise Http404


def still_waiting(request: MemberRequest, pk: int) -> SignUpRequest | None:
    must_look_after(request)
    return SignUpRequest.objects.visible_to(request.user).waiting().select_related("member").filter(pk=pk).first()


def told_who_was_faster(request: MemberRequest, pk: int) -> HttpResponse:
    """Nothing is done twice, and nobody is left wondering."""
    answers = SignUpAnswer.objects.visible_to(request.user).select_related("moderator")
    answer = answers.filter(number=pk).first()
    if answer is None:
        messages.info(request, _("This request does not wait any more: it was taken back, or is over."))
    elif answer.said_yes:
        messages.info(request, _("%(name)s was faster, and has let them in.") % {"name": answer.moderator})
    else:
        messages.info(request, _("%(name)s was faster, and has turned them down.") % {"name": answer.moderator})
    return redirect("moderation:requests")
