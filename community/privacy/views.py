"""What is kept, for everybody; and for those who run the site, whether it is erased in time."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.privacy import page, standing
from community.privacy.models import RetentionRun

MOST = 30  # runs on one page
LATE_AFTER = timedelta(days=2)


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """Asks the database nothing."""
    return render(request, "privacy/notice.html", {"groups": page.groups()})


@require_safe
@never_cache
@member_required
def runs(request: MemberRequest) -> HttpResponse:
    if not request.user.is_superuser:
        raise Http404
    found = list(RetentionRun.objects.visible_to(request.user).latest_first()[:MOST])
    is_late = not found or found[0].started_at < timezone.now() - LATE_AFTER
    context = {"runs": found, "is_late": is_late, "others": standing.others()}
    return render(request, "privacy/runs.html", context)
