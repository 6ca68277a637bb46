"""Pages on which a group's moderators look after its rooms. For everybody else they do not exist."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, ask_to_confirm, member_required
from community.chat import actions
from community.chat.actions import reading_list
from community.chat.models import Room
from community.chat.room_forms import NewRoomForm, RoomForm
from community.chat.views.parts import visible_room
from community.groups.forms import ReadingForm
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate
from community.groups.views.ordering import just_moved, moved, step_of

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@member_required
def group_rooms(request: MemberRequest, slug: str) -> HttpResponse:
    """The rooms of a group, and a form for a new one."""
    group = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    must_moderate(request, group)
    if request.method == "POST":
        ask_to_confirm(request)
    form = NewRoomForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"group": group, "rooms": group.rooms.all(), "form": form}
        return render(request, "chat/group_rooms.html", context, status=422 if form.is_bound else 200)
    made = actions.add_room(group=group, moderator=request.user, **form.cleaned_data)
    messages.success(request, _("The room is there. It is closed until a host opens it. Here is what can be set."))
    return redirect("chat:settings", made.slug)


@require_http_methods(GET_AND_POST)
@member_required
def settings(request: MemberRequest, slug: str) -> HttpResponse:
    room = room_to_moderate(request, slug)
    ask_to_confirm(request)
    form = RoomForm.of(room, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            room = actions.change_room(room=room, moderator=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.AddressRefused as refused:
            form.add_error("slug", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("chat:settings", room.slug)
    return settings_page(request, room, form=form)


def settings_page(request: MemberRequest, room: Room, **forms: Any) -> HttpResponse:
    """With the form that came back, if one did."""
    faulty = next((form for form in forms.values() if form.is_bound), None)
    context = {"form": RoomForm.of(room), "reading_form": ReadingForm(), **forms, **just_moved(request)}
    context |= {"room": room, "reading": room.reading.all(), "faulty": faulty}
    return render(request, "chat/settings.html", context, status=422 if faulty else 200)


@require_POST
@member_required
def add_reading(request: MemberRequest, slug: str) -> HttpResponse:
    room, form = room_to_moderate(request, slug), ReadingForm(request.POST)
    if not form.is_valid():
        return settings_page(request, room, reading_form=form)
    reading_list.add_reading(room=room, moderator=request.user, **form.cleaned_data)
    messages.success(request, _("It stands on the reading list now."))
    return redirect(f"{settings_url(room)}#reading")


@require_POST
@member_required
def move_reading(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    room = room_to_moderate(request, slug)
    row = get_object_or_404(room.reading, pk=pk)
    place = reading_list.move_reading(row=row, moderator=request.user, by=step_of(request))
    return moved(request, settings_url(room), row, place)


@require_POST
@member_required
def remove_reading(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    room = room_to_moderate(request, slug)
    row = get_object_or_404(room.reading, pk=pk)
    reading_list.remove_reading(row=row, moderator=request.user)
    messages.success(request, _("“%(row)s” is removed.") % {"row": row})
    return redirect(f"{settings_url(room)}#reading")


def room_to_moderate(request: MemberRequest, slug: str) -> Room:
    room = visible_room(request, slug)
    must_moderate(request, room.group)
    return room


def settings_url(room: Room) -> str:
    return reverse("chat:settings", args=[room.slug])


def must_moderate(request: MemberRequest, group: SupportGroup) -> None:
    if not can_moderate(request.user, group):
        raise Http404
