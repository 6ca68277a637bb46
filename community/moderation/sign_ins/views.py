"""For superusers alone; for everybody else the page does not exist."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import SignInEvent, UnknownTries
from community.core.pagination import page_of
from community.moderation.sign_ins.forms import SignInFilter

ROWS, MOST_COUNTED = 50, 2_000
LATELY = timedelta(days=7)


@require_safe
@member_required
def events(request: MemberRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise Http404
    narrow = SignInFilter(request.GET)
    found = narrow.narrowed(SignInEvent.objects.visible_to(request.user)).select_related("member").newest_first()
    context = {
        "page": page_of(found, request, ROWS, most=MOST_COUNTED),
        "filter": narrow,
        "is_narrowed": bool(narrow.chosen),
        "unknown": UnknownTries.objects.visible_to(request.user).since(timezone.now() - LATELY),
    }
    return render(request, "moderation/sign_ins/events.html", context)
