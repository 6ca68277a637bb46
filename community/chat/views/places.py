"""How far I have read in a room, and the place I hold there."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.chat import actions
from community.chat.forms import PlaceForm
from community.chat.views.parts import visible_room


@require_POST
@member_required
def read(request: MemberRequest, slug: str) -> HttpResponse:
    """The page says up to where its reader has come."""
    room = visible_room(request, slug)
    actions.mark_read(room=room, member=request.user, seq=seq_in(request), now=timezone.now())
    return HttpResponse(status=204)


@require_POST
@member_required
def hold(request: MemberRequest, slug: str) -> HttpResponse:
    room = visible_room(request, slug)
    actions.hold_place(room=room, member=request.user, seq=seq_in(request))
    return redirect(room)


@require_POST
@member_required
def let_go(request: MemberRequest, slug: str) -> HttpResponse:
    room = visible_room(request, slug)
    actions.let_go(room=room, member=request.user)
    return redirect(room)


def seq_in(request: MemberRequest) -> int:
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise BadRequest("There is no such place.")
    return int(form.cleaned_data["seq"])
