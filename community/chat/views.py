"""The rooms I may see, a room's page, sending, and the news since an event."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import Block, User
from community.chat import actions
from community.chat.forms import SendForm
from community.chat.models import Message, Room
from community.chat.news import html_of, news_after
from community.chat.permissions import can_listen, can_speak
from community.words.second_look import SecondLook, look_at

PER_PAGE = 50


@require_safe
def room_list(request: HttpRequest) -> HttpResponse:
    rooms = Room.objects.visible_to(request.user).for_list()
    return render(request, "chat/rooms.html", {"rooms": rooms})


@require_safe
@never_cache
def room(request: HttpRequest, slug: str) -> HttpResponse:
    found = _visible_room(request, slug)
    before = _number(request, "before")
    if before is not None:
        context = {"room": found, "blocked": _blocked_by(request), **_page_of_messages(found, before)}
        return render(request, "chat/history.html", context)
    return _room_page(request, found, SendForm(initial={"client_id": uuid4()}))


@require_http_methods(["GET", "POST"])
@member_required
def send(request: MemberRequest, slug: str) -> HttpResponse:
    found = _visible_room(request, slug)
    if request.method == "GET":  # somebody reloads the page that said what was wrong
        return redirect(found)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _refusal(request, found, form, status=422)
    look = look_at(request, form.cleaned_data["body"])
    if look.notes:
        return _look_again(request, found, form, look)
    try:
        message = actions.send_message(room=found, author=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return _refusal(request, found, form, status=403)
    if _wants_json(request):
        look.remember(request)
        sent = {"id": message.pk, "at": message.seq, "html": html_of(message)}
        return JsonResponse(sent | _card(request, "words/_after.html", look), status=201)
    look.tell(request)
    return redirect(look.place(f"{found.get_absolute_url()}#message-{message.pk}"))


@require_safe
@never_cache
def events(request: HttpRequest, slug: str) -> HttpResponse:
    """What a browser without a socket asks for: one page of news, and how far the room has come."""
    found = _visible_room(request, slug)
    after = _number(request, "after") or 0
    return JsonResponse({"events": news_after(found.pk, after=after), "last_seq": found.last_seq})


def _visible_room(request: HttpRequest, slug: str) -> Room:
    return get_object_or_404(Room.objects.visible_to(request.user).select_related("group"), slug=slug)


def _room_page(
    request: HttpRequest, room: Room, form: SendForm, *, look: SecondLook | None = None, status: int = 200
) -> HttpResponse:
    """Messages up to the event the room was read at; the socket brings everything after it."""
    speaks = can_speak(request.user, room, now=timezone.now())
    context = {
        "room": room,
        "form": form,
        "look": look,
        "can_speak": speaks,
        "can_listen": speaks or can_listen(request.user, room),
        "blocked": _blocked_by(request),
        **_page_of_messages(room, room.last_seq + 1),
    }
    return render(request, "chat/room.html", context, status=status)


def _blocked_by(request: HttpRequest) -> dict[int, str]:
    """The members whose words are folded here, with their names for what comes live; most people block nobody."""
    if not isinstance(request.user, User) or not request.user.blocks_people:
        return {}
    own = Block.objects.visible_to(request.user).by_name()
    return dict(own.values_list("blocked", "blocked__username"))


def _page_of_messages(room: Room, before: int) -> dict[str, object]:
    messages: list[Message] = list(room.messages.before(before)[: PER_PAGE + 1])
    page = messages[:PER_PAGE][::-1]
    return {"page": page, "earlier": page[0].seq if len(messages) > PER_PAGE else None}


def _refusal(request: HttpRequest, room: Room, form: SendForm, *, status: int) -> HttpResponse:
    if _wants_json(request):
        reasons = [str(reason) for reasons in form.errors.values() for reason in reasons]
        return JsonResponse({"errors": reasons}, status=status)
    return _room_page(request, room, form, status=status)


def _look_again(request: HttpRequest, room: Room, form: SendForm, look: SecondLook) -> HttpResponse:
    """What the author reads before the line is sent; the next try sends it."""
    if _wants_json(request):
        again = {"errors": [], "read_notes": look.read} | _card(request, "words/_notes.html", look)
        return JsonResponse(again, status=422)
    return _room_page(request, room, form, look=look)


def _card(request: HttpRequest, template: str, look: SecondLook) -> dict[str, str]:
    """Nothing for the great many lines that no rule meets."""
    if not look.verdict.rules:
        return {}
    card = render_to_string(template, {"look": look, "happens": look.happens()}, request).strip()
    return {"card": card} if card else {}


def _wants_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
