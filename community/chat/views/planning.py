"""Hosts plan meetings, change them, move them and call them off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.chat.actions.planning import (
    CannotLead,
    NotAhead,
    cancel_meeting,
    change_about,
    move_meeting,
    plan_meeting,
)
from community.chat.meeting_forms import AboutForm, MoveForm, PlanForm, WhichForm, about_of, when_of
from community.chat.models import Meeting, Room
from community.chat.permissions import is_host, who_may_lead
from community.chat.views.meetings import visible_meeting
from community.chat.views.parts import visible_room


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def plan(request: MemberRequest, slug: str) -> HttpResponse:
    room, now = visible_room(request, slug), timezone.now()
    ask_host(request, room)
    initial = {"host": request.user, "time_zone": request.user.time_zone, "minutes": 60}
    form = PlanForm(posted(request), now=now, hosts=who_may_lead(room, planner=request.user, now=now), initial=initial)
    if form.is_valid():
        try:
            new = plan_meeting(
                room=room,
                planner=request.user,
                host=form.cleaned_data["host"],
                about=form.about,
                when=form.when,
                rhythm=form.rhythm,
                now=now,
            )
        except NotAhead as problem:
            form.add_error("starts_on", str(problem))
        except CannotLead as problem:
            form.add_error("host", str(problem))
        else:
            messages.success(request, _("The meeting is planned."))
            return redirect(new)
    return form_page(request, form, _("Plan a meeting"), room=room, back=room.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    found, now = led_meeting(request, pk), timezone.now()
    hosts = [*who_may_lead(found.room, planner=request.user, now=now), found.plan.host]
    form = AboutForm(posted(request), hosts=hosts, initial=about_of(found.plan))
    if form.is_valid():
        host = form.cleaned_data["host"]
        try:
            change_about(plan=found.plan, planner=request.user, host=host, about=form.about, now=now)
        except CannotLead as problem:
            form.add_error("host", str(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return form_page(request, form, _("Change the meeting"), meeting=found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def move(request: MemberRequest, pk: int) -> HttpResponse:
    found, now = led_meeting(request, pk), timezone.now()
    form = MoveForm(posted(request), now=now, plan=found.plan, initial=when_of(found))
    if form.is_valid():
        try:
            move_meeting(meeting=found, mover=request.user, when=form.when, following=form.following, now=now)
        except NotAhead as problem:
            form.add_error("starts_on", str(problem))
        else:
            messages.success(request, _("Moved. Those who planned to come are told."))
            return redirect(found)
    return form_page(request, form, _("Move the meeting"), meeting=found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    found = led_meeting(request, pk)
    form = WhichForm(posted(request), plan=found.plan)
    if form.is_valid():
        try:
            cancel_meeting(meeting=found, canceller=request.user, following=form.following, now=timezone.now())
        except NotAhead as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Called off. Those who planned to come are told."))
            return redirect(found)
    context = {"form": form, "meeting": found}
    return render(request, "chat/meeting_cancel.html", context, status=422 if form.errors else 200)


def led_meeting(request: MemberRequest, pk: int) -> Meeting:
    found = visible_meeting(request, pk)
    ask_host(request, found.room)
    return found


def ask_host(request: MemberRequest, room: Room) -> None:
    if not is_host(request.user, room):
        raise PermissionDenied(_("Only hosts and moderators of the group can do this."))


def posted(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def form_page(
    request: MemberRequest,
    form: object,
    heading: str,
    *,
    room: Room | None = None,
    meeting: Meeting | None = None,
    back: str = "",
) -> HttpResponse:
    room = meeting.room if meeting else room
    back = meeting.get_absolute_url() if meeting else back
    context = {"form": form, "heading": heading, "room": room, "meeting": meeting, "back": back}
    return render(request, "chat/meeting_form.html", context, status=422 if request.method == "POST" else 200)
