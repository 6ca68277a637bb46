"""Meetings to come, one of them, its calendar file, and what a member says to it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.chat.actions.attending import attend, decline
from community.chat.actions.calendar_entries import is_in_calendar
from community.chat.actions.hands import lower_hand, raise_hand
from community.chat.actions.inviting import NoMails, send_to_calendar
from community.chat.actions.meetings import agree
from community.chat.calendar_files import calendar_file
from community.chat.limits import TooSoon
from community.chat.models import Attendance, Meeting, Room
from community.chat.permissions import hosts, may_listen
from community.chat.views.sending import wants_json
from community.core.navigation import next_address
from community.core.pagination import page_of
from community.groups.permissions import role_in

PER_PAGE = 20


@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.user).not_over(timezone.now())
    if group := request.GET.get("group", ""):
        meetings = meetings.filter(plan__room__group__slug=group)
    page = page_of(meetings.with_own_answer(request.user).for_page(), request, PER_PAGE)
    context = {"page": page, "rooms_to_plan": rooms_hosted_by(request)}
    return render(request, "chat/meetings.html", context)


def rooms_hosted_by(request: HttpRequest) -> list[Room]:
    """Those of one's own groups in which one may plan."""
    if not isinstance(request.user, User) or request.user.is_silenced:
        return []
    team = request.user.memberships.exclude(role="member").values("group")
    return list(Room.objects.visible_to(request.user).filter(group__in=team).for_list())


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    return meeting_page(request, visible_meeting(request, pk))


def meeting_page(request: HttpRequest, found: Meeting, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    role = role_in(request.user, found.room.group)
    answers = Attendance.objects.visible_to(request.user).select_related("calendar_entry")
    own = answers.filter(meeting=found).first()
    can_attend = may_listen(request.user, role=role)
    comes = can_attend and own is not None and own.answer == Attendance.Answer.ATTENDING
    is_host = hosts(request.user, role=role)
    context = {
        "meeting": found,
        "room": found.room,
        "own": own,
        "is_host": is_host,
        "can_attend": can_attend,
        "is_over": found.ends_at <= now and not found.is_running,
        "sees_draft": bool(found.summary) and not found.summary_url and (comes or is_host),
        "comes": comes,
        "is_in_calendar": own is not None and is_in_calendar(own),
        "is_to_come": found.opened_at is None and found.cancelled_at is None and now < found.starts_at,
    }
    return render(request, "chat/meeting.html", context, status=status)


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_meeting(request, pk)
    content = calendar_file(found, named="named" in request.GET, now=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="meeting-{found.pk}.ics"'
    return response


@require_POST
@member_required
def answer(request: MemberRequest, pk: int, act: Callable[..., Attendance] = attend) -> HttpResponse:
    found = visible_meeting(request, pk)
    own = act(meeting=found, member=request.user, now=timezone.now())
    messages.success(request, own.get_answer_display())
    return redirect(found)


@require_POST
@member_required
def to_calendar(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_meeting(request, pk)
    try:
        send_to_calendar(meeting=found, member=request.user, now=timezone.now())
    except NoMails as refusal:
        messages.warning(request, str(refusal))
        return redirect("notifications:address" if request.user.gets_no_mails else "notifications:settings")
    messages.success(request, _("The mail for your calendar is on its way."))
    return redirect(found)


@require_POST
@member_required
def hand(request: MemberRequest, pk: int) -> HttpResponse:
    """Up, or down with `lower` in the form; back to the page it was sent from, if that was left."""
    found = visible_meeting(request, pk)
    lowers = "lower" in request.POST
    try:
        (lower_hand if lowers else raise_hand)(meeting=found, member=request.user, now=timezone.now())
    except PermissionDenied as refusal:
        if wants_json(request):
            return JsonResponse({"errors": [str(refusal)]}, status=403)
        raise
    except TooSoon as refusal:
        return hand_later(request, found, refusal)
    if wants_json(request):
        return HttpResponse(status=204)
    messages.success(request, _("Your hand is down.") if lowers else _("Your hand is up. You are in the line."))
    return redirect(next_address(request) or found.get_absolute_url())


def hand_later(request: MemberRequest, found: Meeting, refusal: TooSoon) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"errors": [str(refusal)], "wait": refusal.seconds}, status=429)
    messages.warning(request, str(refusal))
    return meeting_page(request, found, status=429)


@require_POST
@member_required
def agree_to_summary(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_meeting(request, pk)
    words = request.POST.get("summary", "").replace("\r\n", "\n")
    if agree(meeting=found, member=request.user, summary=words, now=timezone.now()):
        messages.success(request, _("Thank you. The host sees that you agree."))
    else:
        messages.info(request, _("The summary has changed since you opened the page. Please read it again."))
    return redirect(found)


def cannot_come(request: HttpRequest, pk: int) -> HttpResponse:
    return answer(request, pk, act=decline)


def visible_meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).for_page(), pk=pk)
