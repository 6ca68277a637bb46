"""Whoever waits for the team takes the request back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.accounts.approving.door import request_here
from community.privacy.leaving.actions import give_up_request


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def give_up(request: HttpRequest) -> HttpResponse:
    """Once more from the page that says what it does: nothing brings it back."""
    now = timezone.now()
    found = request_here(request, now=now)
    if found is None:
        return redirect("account_login")
    if request.method != "POST":
        return render(request, "privacy/give_up.html")
    if not give_up_request(found, now=now):
        return redirect("account_login")
    request.session.flush()
    messages.success(request, _("Your request is taken back, and what we knew of you is being erased."))
    return redirect("pages:home")
