"""The host's console of one meeting: plain, large buttons, each a form of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.chat.actions import hands
from community.chat.actions.meetings import NotNow, change_welcome, close_meeting, open_meeting
from community.chat.meeting_forms import WelcomeForm
from community.chat.models import Meeting
from community.chat.views.planning import led_meeting

TURNS: dict[str, Callable[..., bool]] = {
    "next": hands.call_next,
    "skip": hands.skip,
    "finish": hands.finish_turn,
}


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def console(request: MemberRequest, pk: int) -> HttpResponse:
    """`act` is the button."""
    found = led_meeting(request, pk)
    if request.method != "POST":
        return console_page(request, found, WelcomeForm(initial={"welcome": found.plan.welcome}))
    act = request.POST.get("act", "")
    if act == "welcome":
        return welcome(request, found)
    try:
        carry_out(request, found, act)
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect("chat:console", pk=pk)


def carry_out(request: MemberRequest, found: Meeting, act: str) -> None:
    whose: dict[str, Any] = {"meeting": found, "host": request.user, "now": timezone.now()}
    if act == "open":
        open_meeting(**whose)
        messages.success(request, _("The meeting is open."))
    elif act == "close":
        close_meeting(**whose)
        messages.success(request, _("The meeting is closed."))
    elif act == "round":
        tell_of_round(request, hands.start_round(**whose))
    elif act == "end_round":
        hands.end_round(**whose)
    elif act in TURNS and not TURNS[act](**whose, after=hand_of(request)):
        messages.info(request, _("It went on meanwhile. This is how it stands now."))


def tell_of_round(request: MemberRequest, number: int) -> None:
    if number:
        words = ngettext("%(n)s person is in the round.", "%(n)s people are in the round.", number)
        messages.success(request, words % {"n": number})
    else:
        messages.info(request, _("Nobody who said they would come is here now. They can raise a hand."))


def welcome(request: MemberRequest, found: Meeting) -> HttpResponse:
    form = WelcomeForm(request.POST)
    if not form.is_valid():
        return console_page(request, found, form)
    words = form.cleaned_data["welcome"]
    change_welcome(meeting=found, host=request.user, welcome=words, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("chat:console", pk=found.pk)


def hand_of(request: MemberRequest) -> int:
    value = request.POST.get("hand", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0


def console_page(request: MemberRequest, found: Meeting, form: WelcomeForm) -> HttpResponse:
    coming = found.attendances.exclude(answer="cannot").select_related("member").order_by("answered_at", "pk")
    context = {
        "meeting": found,
        "room": found.room,
        "form": form,
        "coming": [attendance for attendance in coming if attendance.answer == "attending"],
        "waiting": [attendance for attendance in coming if attendance.answer == "waiting"],
    }
    return render(request, "chat/meeting_console.html", context, status=422 if form.errors else 200)
