"""The rooms I may see, and a room's page: its newest messages, or earlier ones."""

from datetime import datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import Block, User
from community.chat.forms import SendForm
from community.chat.models import Message, Room
from community.chat.own import own_guarded, phrases_of, seconds_left, settings_of
from community.chat.permissions import hosts, may_listen, may_speak, why_silent
from community.groups.permissions import role_in
from community.words.second_look import SecondLook

PER_PAGE = 50


@require_safe
def room_list(request: HttpRequest) -> HttpResponse:
    rooms = Room.objects.visible_to(request.user).for_list()
    return render(request, "chat/rooms.html", {"rooms": rooms})


@require_safe
@never_cache
def room(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible_room(request, slug)
    before = number_in(request, "before")
    if before is not None:
        context = {"room": found, "blocked": blocked_by(request), **_page_of_messages(found, before)}
        return render(request, "chat/history.html", context)
    return room_page(request, found, SendForm(initial={"client_id": uuid4()}))


@require_safe
@member_required
def by_number(request: MemberRequest, pk: int) -> HttpResponse:
    """The address that stands in mails: it says nothing of the room, and asks to sign in first."""
    return redirect(get_object_or_404(Room.objects.visible_to(request.user), pk=pk))


def visible_room(request: HttpRequest, slug: str) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.user).select_related("group"), slug=slug)


def room_page(
    request: HttpRequest, room: Room, form: SendForm, *, look: SecondLook | None = None, status: int = 200
) -> HttpResponse:
    """Messages up to the event the room was read at; the socket brings everything after it."""
    now, role = timezone.now(), role_in(request.user, room.group)
    speaks, listens = may_speak(request.user, room, role=role, now=now), may_listen(request.user, role=role)
    context = {
        "room": room,
        "form": form,
        "look": look,
        "can_speak": speaks,
        "can_listen": listens,
        **(_choices_of(request, room, now=now) if listens else {}),
        "is_host": hosts(request.user, role=role),
        "why_silent": why_silent(request.user, room, role=role, now=now),
        "blocked": blocked_by(request),
        **_page_of_messages(room, room.last_seq + 1),
    }
    return render(request, "chat/room.html", context, status=status)


def _choices_of(request: HttpRequest, room: Room, *, now: datetime) -> dict[str, object]:
    """How this member reads, what they can say with one press, and what of theirs still waits for second thoughts."""
    calm = settings_of(request.user)
    waits = own_guarded(request.user, room) if calm.guards_sending else []
    waiting = [(message, seconds_left(message, now=now)) for message in waits]
    return {"calm": calm, "phrases": phrases_of(calm), "waiting": waiting}


def blocked_by(request: HttpRequest) -> dict[int, str]:
    """The members whose words are folded here, with their names for what comes live; most people block nobody."""
    if not isinstance(request.user, User) or not request.user.blocks_people:
        return {}
    own = Block.objects.visible_to(request.user).by_name()
    return dict(own.values_list("blocked", "blocked__username"))


def _page_of_messages(room: Room, before: int) -> dict[str, object]:
    messages: list[Message] = list(room.messages.before(before)[: PER_PAGE + 1])
    page = messages[:PER_PAGE][::-1]
    return {"page": page, "earlier": page[0].seq if len(messages) > PER_PAGE else None}


def number_in(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
