"""Say something in a room: in place for a page that is alive, by a plain form for everybody else."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.chat.actions import AnsweredIsGone, send_message
from community.chat.forms import SendForm
from community.chat.limits import TooSoon
from community.chat.models import Message, Room
from community.chat.news import html_of
from community.chat.own import guard_of, next_turn, seconds_left
from community.chat.views.parts import visible_room
from community.chat.views.rooms import answered_in, room_page
from community.drafts.composing import keep_if_asked, keep_refused
from community.words.second_look import SecondLook, look_at

ANSWERED_IS_GONE = gettext_lazy(
    "The message you answer can no longer be read. Your text is safe: send it again to send it without that link."
)


@require_http_methods(["GET", "POST"])
@member_required
def send(request: MemberRequest, slug: str) -> HttpResponse:
    room = visible_room(request, slug)
    if request.method == "GET":  # somebody reloads the page that said what was wrong
        return redirect(room)
    if (kept := keep_if_asked(request, room.draft_key)) is not None:
        return room_page(request, room, SendForm(initial={**kept.fields, "client_id": uuid4()}), draft=kept)
    form = SendForm(request.POST)
    if not form.is_valid():
        return _refusal(request, room, form, status=422)
    look = look_at(request, form.cleaned_data["body"])
    if look.notes:
        return _look_again(request, room, form, look)
    return _try(request, room, form, look)


def _try(request: MemberRequest, room: Room, form: SendForm, look: SecondLook) -> HttpResponse:
    try:
        how = _words(room, form) | {"guard": guard_of(request.user)}
        message = send_message(room=room, author=request.user, now=timezone.now(), **how)
    except AnsweredIsGone:
        form.add_error(None, ANSWERED_IS_GONE)
        form.answer_nobody()
        return _refusal(request, room, form, status=422, answers_nobody=True)
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        keep_refused(request, room.draft_key)
        return _refusal(request, room, form, status=403)
    except TooSoon as refusal:
        form.add_error(None, str(refusal))
        return _refusal(request, room, form, status=429, wait=refusal.seconds)
    return _sent(request, room, message, look)


def _words(room: Room, form: SendForm) -> dict[str, Any]:
    answered = form.cleaned_data["in_reply_to"]
    message = answered_in(room, answered)
    if answered and message is None:
        raise AnsweredIsGone
    return {**form.cleaned_data, "in_reply_to": message}


def _sent(request: MemberRequest, room: Room, message: Message, look: SecondLook) -> HttpResponse:
    if wants_json(request):
        look.remember(request)
        answer = as_sent(message) if message.seq else as_waiting(request, room, message)
        if wait := next_turn(request.user, room, now=timezone.now()):
            answer["wait"] = wait
        return JsonResponse(answer | _card(request, "words/_after.html", look), status=201 if message.seq else 202)
    look.tell(request)
    return redirect(look.place(f"{room.get_absolute_url()}#{'message' if message.seq else 'waits'}-{message.pk}"))


def as_sent(message: Message) -> dict[str, object]:
    return {"id": message.pk, "at": message.seq, "html": html_of(message)}


def as_waiting(request: HttpRequest, room: Room, message: Message) -> dict[str, object]:
    """For its author alone: what can still be done with it, and in how many seconds it goes out by itself."""
    context = {"message": message, "room": room, "seconds": seconds_left(message, now=timezone.now())}
    html = render_to_string("chat/_waits.html", context, request)
    return {"id": message.pk, "waits_for": message.waits_for, "seconds": context["seconds"], "html": html}


def _refusal(request: HttpRequest, room: Room, form: SendForm, *, status: int, **more: int) -> HttpResponse:
    """What is wrong, in words; `wait` says in how many seconds it would be right."""
    if wants_json(request):
        reasons = [str(reason) for reasons in form.errors.values() for reason in reasons]
        return JsonResponse({"errors": reasons} | more, status=status)
    return room_page(request, room, form, status=status)


def _look_again(request: HttpRequest, room: Room, form: SendForm, look: SecondLook) -> HttpResponse:
    """What the author reads before the line is sent; the next try sends it."""
    if wants_json(request):
        again = {"errors": [], "read_notes": look.read} | _card(request, "words/_notes.html", look)
        return JsonResponse(again, status=422)
    return room_page(request, room, form, look=look)


def _card(request: HttpRequest, template: str, look: SecondLook) -> dict[str, str]:
    """Nothing for the great many lines that no rule meets."""
    if not look.verdict.rules:
        return {}
    card = render_to_string(template, {"look": look, "happens": look.happens()}, request).strip()
    return {"card": card} if card else {}


def wants_json(request: HttpRequest) -> bool:
    return request.accepts("application/json") and not request.accepts("text/html")
