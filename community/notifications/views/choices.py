"""What is sent to me, why, and whether it arrives."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.notifications import actions
from community.notifications.forms import QuietForm, WaysForm
from community.notifications.models import Notification


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def settings(request: MemberRequest) -> HttpResponse:
    form = WaysForm(request.POST if request.method == "POST" else None, member=request.user)
    if form.is_bound and form.is_valid():
        actions.choose_ways(request.user, ways=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("notifications:settings")
    tests = Notification.objects.visible_to(request.user).filter(kind=Notification.Kind.MAIL, key=actions.TEST)
    context = {"form": form, "test": tests.with_mail().latest_first().first()}
    return render(request, "notifications/settings.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def quiet_hours(request: MemberRequest) -> HttpResponse:
    form = QuietForm(request.POST if request.method == "POST" else None, member=request.user)
    if form.is_bound and form.is_valid():
        actions.choose_quiet_hours(request.user, hours=form.hours)
        messages.success(request, _("Saved."))
        return redirect("notifications:quiet_hours")
    return render(request, "notifications/quiet_hours.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@member_required
def test_mail(request: MemberRequest) -> HttpResponse:
    try:
        actions.send_test_mail(request.user, now=timezone.now())
    except actions.TooSoon:
        messages.info(request, _("You asked for one a moment ago. Look below what became of it, or wait five minutes."))
    else:
        messages.success(request, _("A test mail is on its way. Below you see what becomes of it."))
    return redirect("notifications:settings")


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    return render(request, "notifications/limits.html")
