"""The rooms I may see, and a room's page with its newest messages."""

from datetime import timedelta
from typing import cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.chat import actions
from community.chat.forms import SendForm
from community.chat.models import Message, Place, Room
from community.chat.own import own_guarded, own_held, own_pace, phrases_of, seconds_left, settings_of
from community.chat.present import Present, present_in
from community.chat.reader import as_read_by
from community.chat.views.history import asks_for_history, history
from community.chat.views.parts import PER_PAGE, number_in, of_reader, visible_room
from community.drafts.composing import Composing, draft_for
from community.notifications.context_processors import forget_count
from community.words.second_look import SecondLook

LOOK = timedelta(minutes=1)  # that somebody is here is remembered so often at most


@require_safe
def room_list(request: HttpRequest) -> HttpResponse:
    rooms = Room.objects.visible_to(request.user).for_list()
    return render(request, "chat/rooms.html", {"rooms": rooms})


@require_safe
@never_cache
def room(request: HttpRequest, slug: str) -> HttpResponse:
    found = visible_room(request, slug)
    return history(request, found) if asks_for_history(request) else room_page(request, found)


@require_safe
@member_required
def by_number(request: MemberRequest, pk: int) -> HttpResponse:
    """The address that stands in mails: it says nothing of the room, and asks to sign in first."""
    return redirect(get_object_or_404(Room.objects.visible_to(request.user), pk=pk))


def room_page(
    request: HttpRequest,
    room: Room,
    form: SendForm | None = None,
    *,
    draft: Composing | None = None,
    look: SecondLook | None = None,
    status: int = 200,
) -> HttpResponse:
    """Messages up to the event the room was read at; the socket brings everything after it."""
    of_this_reader = of_reader(request, room)
    if draft is None and of_this_reader["can_speak"]:
        draft = draft_for(request, room.draft_key)  # type: ignore[arg-type]  # who may write is signed in
    place = place_in(request, room)
    form = form or SendForm(initial=beginning(request, draft))
    context = {
        "room": room,
        "form": form,
        "draft": draft,
        "look": look,
        "answered": answered_in(room, form["in_reply_to"].value()),
        "place": place,
        "rules_known": place is not None and place.seen_at is not None,
        **of_this_reader,
        **(choices_of(request, room) if of_this_reader["can_listen"] else {}),
        **(others_in(room, of_this_reader) if of_this_reader["can_listen"] else {}),
        **(own_pace(request.user, room) if may_wait(of_this_reader) else {}),
        **latest_messages(request, room),
    }
    return render(request, "chat/room.html", context, status=status)


def may_wait(of_this_reader: dict[str, object]) -> bool:
    """Hosts write at their own pace, and whoever may not write sees no clock."""
    return bool(of_this_reader["can_speak"]) and not of_this_reader["is_host"]


def choices_of(request: HttpRequest, room: Room) -> dict[str, object]:
    """How this member reads, what they can say with one press, and what of theirs still waits for second thoughts."""
    calm, now = settings_of(request.user), timezone.now()
    guarded = own_guarded(request.user, room) if calm.guards_sending else []
    waits = [*guarded, *own_held(request.user, room, now=now)]
    waiting = [(message, seconds_left(message, now=now)) for message in waits]
    return {"calm": calm, "phrases": phrases_of(calm), "waiting": waiting}


def beginning(request: HttpRequest, draft: Composing | None) -> dict[str, object]:
    """The draft; and whom it answers, if somebody has just chosen that."""
    fields: dict[str, object] = {**draft.fields} if draft else {}
    if (chosen := number_in(request, "reply")) is not None:
        fields["in_reply_to"] = chosen
    return fields | {"client_id": uuid4()}


def others_in(room: Room, of_this_reader: dict[str, object]) -> dict[str, object]:
    """Their number, and the names of those who chose to be seen, without those whom this reader blocked."""
    blocked = cast("dict[int, str]", of_this_reader["blocked"])
    present = present_in([room.pk], now=timezone.now()).get(room.pk, Present())
    return {"present": present, "names": [name for name in present.names if name not in blocked.values()]}


def answered_in(room: Room, pk: object) -> Message | None:
    """The message that is to be answered, if it can be read in this room."""
    if not str(pk or "").isdecimal() or len(str(pk)) > 18:
        return None
    return room.messages.shown().select_related("author").filter(pk=int(str(pk))).first()


def place_in(request: HttpRequest, room: Room) -> Place | None:
    """The reader's own; what they see now counts as read."""
    if not isinstance(request.user, User):
        return None
    place, now = Place.objects.visible_to(request.user).filter(room=room).first(), timezone.now()
    if place is None or place.read_seq < room.last_seq or place.seen_at is None or now - place.seen_at > LOOK:
        actions.mark_read(room=room, member=request.user, seq=room.last_seq, now=now)
        forget_count(request)
    return place


def latest_messages(request: HttpRequest, room: Room) -> dict[str, object]:
    messages: list[Message] = list(room.messages.before(room.last_seq + 1)[: PER_PAGE + 1])
    page = messages[:PER_PAGE][::-1]
    as_read_by(request.user, page)
    return {"page": page, "earlier": page[0].seq if len(messages) > PER_PAGE else None}
