"""A message of mine that nobody has seen yet: take it back, or send it now."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.content_notes import bits_of
from community.accounts.decorators import MemberRequest, member_required
from community.chat.actions import send_now, take_back
from community.chat.models import Message, Room
from community.chat.own import own_message
from community.chat.views.parts import visible_room
from community.chat.views.rooms import answered_in
from community.chat.views.sending import as_sent, as_waiting, wants_json
from community.drafts.composing import saved_for

GONE = 409


@require_POST
@member_required
def back(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Its words go into the composer again."""
    room = visible_room(request, slug)
    message = own_message(request.user, room, pk)
    if message is None or not take_back(message, author=request.user, now=timezone.now()):
        return _too_late(request, room, message)
    if wants_json(request):
        draft = saved_for(request.user, room.draft_key)
        return JsonResponse(_typed(room, message) | {"draft_version": draft.version if draft else 0})
    messages.success(request, _("Nobody has seen it. Your text is in the field again."))
    return redirect(f"{room.get_absolute_url()}#id_body")


def _typed(room: Room, message: Message) -> dict[str, object]:
    """What the composer held: words, content notes, and whom it answered if that can still be read."""
    typed: dict[str, object] = {"body": message.body, "content_notes": bits_of(message.content_notes)}
    answered = answered_in(room, message.in_reply_to_id)
    if answered is not None:
        typed["in_reply_to"] = answered.pk
        typed |= {"answered_name": str(answered.author), "answered_words": answered.first_words}
    return typed


@require_POST
@member_required
def now(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Asked by its author, or by the page when the time is over."""
    room = visible_room(request, slug)
    message = own_message(request.user, room, pk)
    if message is not None:
        send_now(message, author=request.user, now=timezone.now())
        message = own_message(request.user, room, pk)
    if message is not None and message.waits_for == Message.Wait.HOST and wants_json(request):
        return JsonResponse(as_waiting(request, room, message), status=202)
    if message is None or message.seq is None:
        return _too_late(request, room, message)
    if wants_json(request):
        return JsonResponse(as_sent(message), status=201)
    return redirect(f"{room.get_absolute_url()}#message-{message.pk}")


def _too_late(request: MemberRequest, room: Room, message: Message | None) -> HttpResponse:
    """It has been sent, waits for a host, or is a draft again; on a second click, too."""
    if message is not None and message.seq is not None:
        words = _("It was sent before.")
    elif message is not None:
        words = _("It waits for a host now.")
    else:
        words = _("It does not wait here any more. If it was not sent, your text is in the field or under Drafts.")
    if wants_json(request):
        return JsonResponse({"errors": [words]}, status=GONE)
    messages.info(request, words)
    return redirect(room)
