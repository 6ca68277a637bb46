"""Pages on which a group's moderators look after its rooms. For everybody else they do not exist."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.chat import actions
from community.chat.room_forms import NewRoomForm, RoomForm
from community.chat.views.parts import visible_room
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
@member_required
def group_rooms(request: MemberRequest, slug: str) -> HttpResponse:
    """The rooms of a group, and a form for a new one."""
    group = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    must_moderate(request, group)
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
    room = visible_room(request, slug)
    must_moderate(request, room.group)
    form = RoomForm.of(room, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            room = actions.change_room(room=room, moderator=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.AddressRefused as refused:
            form.add_error("slug", str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("chat:settings", room.slug)
    status = 422 if form.is_bound else 200
    return render(request, "chat/settings.html", {"room": room, "form": form}, status=status)


def must_moderate(request: MemberRequest, group: SupportGroup) -> None:
    if not can_moderate(request.user, group):
        raise Http404
