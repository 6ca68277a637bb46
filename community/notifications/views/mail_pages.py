"""Where the links in mails lead, without signing in: looking changes nothing, pressing the button does. The pages
are in the language of the mail's reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from community.accounts.readers import speak_to
from community.notifications import actions
from community.notifications.models import Notification
from community.notifications.stop_links import read_token


@csrf_exempt  # the signature says who may: mail programs press the button without a cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page says which kind, and neither for whom nor at which address."""
    found = read_token(token)
    if found is None:
        return render(request, "notifications/stop_gone.html", status=404)
    speak_to(found.member)
    if request.method == "POST":
        actions.stop_mails(found.member, kind=found.kind)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("Stopped.", content_type="text/plain")
    context = {"kind": Notification.Kind(found.kind).label, "is_stopped": request.method == "POST"}
    return render(request, "notifications/stop.html", context)
