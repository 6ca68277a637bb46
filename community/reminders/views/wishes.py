"""What a member wishes for all their reminders together."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.reminders import actions


@require_POST
@member_required
def bad_day(request: MemberRequest) -> HttpResponse:
    actions.start_bad_day(member=request.user, now=timezone.now())
    messages.success(request, _("Rest. What can wait comes back tomorrow by itself."))
    return redirect("reminders:list")


@require_POST
@member_required
def undo_bad_day(request: MemberRequest) -> HttpResponse:
    actions.undo_bad_day(member=request.user, now=timezone.now())
    messages.success(request, _("Everything comes as it was set."))
    return redirect("reminders:list")


@require_POST
@member_required
def keep_home_time(request: MemberRequest) -> HttpResponse:
    actions.keep_home_time(member=request.user)
    messages.success(request, _("Your reminders keep the time of home."))
    return redirect("reminders:list")


@require_POST
@member_required
def follow_me(request: MemberRequest) -> HttpResponse:
    actions.follow_member(member=request.user, now=timezone.now())
    messages.success(request, _("Your reminders follow you. They come at the same time on the clock where you are."))
    return redirect("reminders:list")
