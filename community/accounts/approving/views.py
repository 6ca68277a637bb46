"""The page of whoever waits. Only for those who have just shown that the account is theirs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.accounts.approving.door import request_here


@require_safe
@never_cache
def waiting(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    found = request_here(request, now=now)
    if found is None:
        return redirect("account_login")
    context = {"asked_at": found.asked_at, "is_late": found.is_late_at(now), "days": settings.APPROVAL_WAIT_DAYS}
    return render(request, "accounts/waiting.html", context)
