"""Mails came back from my address, or one was marked as spam: how I get mails again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.readers import speak_to
from community.notifications import actions
from community.notifications.address_links import member_behind
from community.notifications.models import Notification


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def address(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        send_check(request)
        return redirect("notifications:address")
    checks = Notification.objects.visible_to(request.user).filter(kind=Notification.Kind.MAIL, key=actions.CHECK)
    newest = checks.with_mail().latest_first().first() if request.user.gets_no_mails else None
    return render(request, "notifications/address.html", {"member": request.user, "check": newest})


def send_check(request: MemberRequest) -> None:
    try:
        is_sent = actions.send_address_check(request.user, now=timezone.now())
    except actions.TooSoon:
        messages.info(request, _("You asked for one a moment ago. Look below what became of it, or wait five minutes."))
    else:
        if is_sent:
            messages.success(request, _("The mail is on its way. Open it and press the link in it."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the mail, signed in or not: looking changes nothing, pressing the button does."""
    member = member_behind(token)
    if member is None:
        return render(request, "notifications/again_gone.html", status=404)
    speak_to(member)
    if request.method == "POST":
        actions.trust_address(member, now=timezone.now())
    return render(request, "notifications/again.html", {"is_done": request.method == "POST"})
