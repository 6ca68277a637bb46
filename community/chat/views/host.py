"""What hosts of a room do there, in plain forms. For everybody else these pages do not exist."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.chat import actions
from community.chat.models import Message, Room
from community.chat.people import people_of, writers_in
from community.chat.permissions import can_open_by_hand, can_pause, is_host
from community.chat.room_forms import PaceForm, PauseForm
from community.chat.views.parts import visible_room
from community.groups.permissions import can_moderate

LATELY = timedelta(hours=24)
MOST_PEOPLE = 30


@require_safe
@member_required
def host(request: MemberRequest, slug: str) -> HttpResponse:
    room = hosted_room(request, slug)
    return host_page(request, room, PaceForm(initial={"seconds": room.slow_seconds}))


def host_page(request: MemberRequest, room: Room, form: PaceForm) -> HttpResponse:
    now = timezone.now()
    context = {
        "room": room,
        "form": form,
        "opens_by_hand": can_open_by_hand(request.user, room),
        "may_settle": can_moderate(request.user, room.group),
        "held": room.messages.for_host(),
        "pauses": room.pauses.in_force(now).for_list(),
        "people": writers_in(room, since=now - LATELY)[:MOST_PEOPLE],
    }
    return render(request, "chat/host.html", context, status=422 if form.is_bound else 200)


@require_POST
@member_required
def open_room(request: MemberRequest, slug: str) -> HttpResponse:
    actions.open_by_hand(room=hosted_room(request, slug), host=request.user, now=timezone.now())
    return done(request, slug, _("The room is open."))


@require_POST
@member_required
def close_room(request: MemberRequest, slug: str) -> HttpResponse:
    actions.close_room(room=hosted_room(request, slug), host=request.user, now=timezone.now())
    return done(request, slug, _("The room is closed. What was said stays readable."))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def pace(request: MemberRequest, slug: str) -> HttpResponse:
    room = hosted_room(request, slug)
    if request.method != "POST":  # somebody reloads the page that said what was wrong
        return redirect("chat:host", slug)
    form = PaceForm(request.POST)
    if not form.is_valid():
        return host_page(request, room, form)
    actions.pace_room(room=room, host=request.user, now=timezone.now(), **form.cleaned_data)
    return done(request, slug, _("The pace is set. Everybody in the room is told."))


@require_POST
@member_required
def calm(request: MemberRequest, slug: str) -> HttpResponse:
    actions.calm_room(room=hosted_room(request, slug), host=request.user, now=timezone.now())
    return done(request, slug, _("The room is calm. One button takes all of it back."))


@require_POST
@member_required
def end_calm(request: MemberRequest, slug: str) -> HttpResponse:
    appeared = actions.end_calm(room=hosted_room(request, slug), host=request.user, now=timezone.now())
    words = ngettext(
        "All is as before. %(number)s message that waited has appeared.",
        "All is as before. %(number)s messages that waited have appeared.",
        appeared or 0,
    )
    return done(request, slug, words % {"number": appeared or 0})


@require_POST
@member_required
def let_appear(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    message = held_message(request, slug, pk)
    done_now = actions.let_appear(message=message, host=request.user, now=timezone.now())
    return done(request, slug, _("It has appeared.") if done_now else _("It no longer waits."))


@require_POST
@member_required
def keep_back(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    message = held_message(request, slug, pk)
    done_now = actions.keep_back(message=message, host=request.user, now=timezone.now())
    return done(request, slug, _("It does not appear. Its author is told.") if done_now else _("It no longer waits."))


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def member(request: MemberRequest, slug: str, username: str) -> HttpResponse:
    """One person in this room: give them a pause, and where to go for more."""
    room = hosted_room(request, slug)
    found = get_object_or_404(people_of(room), username=username)
    form = PauseForm(request.POST if request.method == "POST" else None)
    allowed = can_pause(request.user, found, room)
    if form.is_bound and not allowed:
        raise PermissionDenied(_("You cannot give this person a pause here."))
    if form.is_valid():
        actions.pause_member(room=room, host=request.user, member=found, now=timezone.now(), **form.cleaned_data)
        return done(request, slug, _("%(name)s has a pause. Only they are told.") % {"name": found})
    running = room.pauses.in_force(timezone.now()).filter(member=found).last()
    context = {"room": room, "member": found, "form": form, "may_pause": allowed, "pause": running}
    context["latest"] = room.messages.shown().filter(author=found).order_by("-seq").first()
    return render(request, "chat/host_member.html", context, status=422 if form.is_bound else 200)


@require_POST
@member_required
def end_pause(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(hosted_room(request, slug).pauses.for_list(), pk=pk)
    actions.end_pause(pause=found, host=request.user, now=timezone.now())
    return done(request, slug, _("The pause of %(name)s is over. They are told.") % {"name": found.member})


def hosted_room(request: MemberRequest, slug: str) -> Room:
    room = visible_room(request, slug)
    if not is_host(request.user, room):
        raise Http404
    return room


def held_message(request: MemberRequest, slug: str, pk: int) -> Message:
    """Also one that another host has just decided: the action says that it waits no more."""
    room = hosted_room(request, slug)
    return get_object_or_404(room.messages.filter(pk=pk).exclude(author=request.user))


def done(request: MemberRequest, slug: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("chat:host", slug)
