"""Say something in a room: once for each `client_id`, at the room's pace, at once or when its wait is over."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import UUIDField
from django.utils.translation import gettext as _

from community.accounts.consents import NotAgreed
from community.accounts.content_notes import bits_of
from community.accounts.holding import held_now
from community.accounts.models import User
from community.chat.actions.calling import tell_called
from community.chat.actions.recording import locked, record
from community.chat.limits import HOLD_FOR_HOST, Hold, has_no_place_now, hold_of, refuse_haste
from community.chat.models import Message, Room, RoomEvent
from community.chat.permissions import can_speak, could_speak, hosts, is_host, may_speak, why_silent
from community.chat.rendering import rendered
from community.core.prepared import Prepared, Slot
from community.drafts.actions import StaleDraft, discard_draft, save_draft
from community.drafts.models import Fields
from community.groups.permissions import role_in
from community.words.actions import record as record_hits
from community.words.known import judge
from community.words.matching import Verdict
from community.words.models import Hit


class AnsweredIsGone(Exception):
    """The message that was to be answered cannot be read here any more. Nothing was sent."""


@transaction.atomic
def send_message(
    *,
    room: Room,
    author: User,
    body: str,
    client_id: UUID,
    now: datetime,
    in_reply_to: Message | None = None,
    content_notes: int = 0,
    guard: timedelta | None = None,
) -> Message:
    """Add one message; the same `client_id` a second time returns the first. With `guard` it waits so long for its
    author's second thoughts. Raises `TooSoon` where pace or flood ask for a pause, and `AnsweredIsGone`."""
    room, author = locked(room), held_now(author)
    role = _must_speak(author, room, now=now)
    sent = _sent_under(room, author, body, client_id)
    if (twin := _same(sent, room, body)) is not None:
        return twin
    _must_be_there(room, in_reply_to)
    verdict, as_host = judge(body), hosts(author, role=role)
    if not as_host:
        refuse_haste(author, room, body=body, verdict=verdict, now=now)
    hold = hold_of(author, room, body=body, guard=guard, verdict=verdict, is_host=as_host, now=now)
    message = room.messages.create(
        author=author,
        body=body,
        body_html=rendered(body, group=room.group),
        client_id=_free_id(room, body, client_id, sent),
        in_reply_to=in_reply_to,
        content_notes=content_notes,
        created_at=now,
        **_number_or_wait(room, hold),
    )
    _follow_up(room, message, verdict, now=now)
    return message


def _follow_up(room: Room, message: Message, verdict: Verdict, *, now: datetime) -> None:
    if message.seq is not None:
        _appear(room, message, now=now)
    if message.waits_for != Message.Wait.GUARD:
        _tell_of_words(message, verdict, now=now)
    discard_draft(owner=message.author, key=room.draft_key)


def _must_speak(author: User, room: Room, *, now: datetime) -> str | None:
    """Their role in the group."""
    role = role_in(author, room.group)
    if not may_speak(author, room, role=role, now=now):
        raise PermissionDenied(why_silent(author, room, role=role, now=now) or _("You cannot write in this room now."))
    return role


def _same(sent: list[Message], room: Room, body: str) -> Message | None:
    return next((message for message in sent if message.room_id == room.pk and message.body == body), None)


def _must_be_there(room: Room, answered: Message | None) -> None:
    if answered is not None and not room.messages.shown().filter(pk=answered.pk).exists():
        raise AnsweredIsGone


def _appear(room: Room, message: Message, *, now: datetime) -> None:
    record(room, RoomEvent.Kind.SENT, message=message, now=now)
    tell_called(message, now=now)


def _tell_of_words(message: Message, verdict: Verdict, *, now: datetime) -> None:
    """To the team, once its author has really sent it."""
    record_hits(verdict, kind=Hit.Kind.MESSAGE, object_pk=message.pk, now=now)


def _number_or_wait(room: Room, hold: Hold | None) -> dict[str, object]:
    if hold is None:
        return {"seq": room.last_seq + 1}
    return {"waits_for": hold.waits_for, "held_until": hold.until}


@transaction.atomic
def publish(message: Message, *, by_host: bool = False, now: datetime) -> bool:
    """Give a message that waited its place, the newest; False when it no longer waits, or goes on waiting. `by_host`:
    somebody has read it and decided."""
    room = locked(message.room)
    waiting = Message.objects.waiting().select_related("author", "room").filter(pk=message.pk).first()
    if waiting is None or not (by_host or _appears(waiting, now=now)):
        return False
    changes = {"seq": room.last_seq + 1, "created_at": now, "waits_for": "", "held_until": None}
    Message.objects.filter(pk=waiting.pk).update(**changes)
    _appear(room, room.messages.for_page().get(pk=waiting.pk), now=now)
    return True


def _appears(message: Message, *, now: datetime) -> bool:
    """What no host has read does not appear by itself while its author could not write it; a host can still decide."""
    if message.waits_for == Message.Wait.GUARD:
        return _is_let_go(message, now=now)
    if could_speak(message.author, message.room, now=now) and not has_no_place_now(message.room, message.body):
        return True
    Message.objects.filter(pk=message.pk).update(held_until=now + HOLD_FOR_HOST)
    return False


def _is_let_go(message: Message, *, now: datetime) -> bool:
    """Its author has sent it by now: what holds for messages holds for it from here on. Whoever was silenced or left
    out meanwhile finds the words among their drafts."""
    room, author = message.room, message.author
    verdict, host = judge(message.body), is_host(author, room)
    is_off = has_no_place_now(room, message.body) and not (host or verdict.crisis)
    if is_off or not can_speak(author, room, now=now):
        give_back(message, now=now)
        return False
    _tell_of_words(message, verdict, now=now)
    hold = hold_of(author, room, body=message.body, guard=None, verdict=verdict, is_host=host, now=now)
    if hold is not None:
        Message.objects.filter(pk=message.pk).update(waits_for=hold.waits_for, held_until=hold.until)
    return hold is None


def give_back(message: Message, *, now: datetime) -> None:
    """Nobody has seen it: it never was, and its words are a draft again, beside what was written since. Who took back
    that we keep such words has none."""
    fields: Fields = {"body": message.body}
    if message.content_notes:
        fields["content_notes"] = list(map(str, bits_of(message.content_notes)))
    if message.in_reply_to_id is not None:
        fields["in_reply_to"] = str(message.in_reply_to_id)
    with suppress(StaleDraft, NotAgreed):
        save_draft(owner=message.author, key=message.room.draft_key, fields=fields, version=0, now=now)
    Message.objects.filter(pk=message.pk).delete()


def publish_due(*, now: datetime) -> int:
    """Those whose wait is over, in the order in which they were written; how many appeared."""
    due = Message.objects.waiting().filter(held_until__lte=now).select_related("room").order_by("pk")[:100]
    return sum(publish(message, now=now) for message in due)


CLIENT_ID = UUIDField()
SENT = Prepared(  # asked for every message: has it come before, and is its id still free?
    lambda: Message.objects.filter(
        author=Slot("author"), client_id__in=[Slot("first", CLIENT_ID), Slot("second", CLIENT_ID)]
    )
)


def _sent_under(room: Room, author: User, body: str, client_id: UUID) -> list[Message]:
    """What this member sent before, anywhere, under the id or under the id of these words."""
    return SENT(author=author.pk, first=client_id, second=_id_of_words(room, body, client_id))


def _free_id(room: Room, body: str, client_id: UUID, sent: list[Message]) -> UUID:
    """Other words under a used id are a message of their own, and a second try of them is still the same one."""
    is_used = any(message.client_id == client_id for message in sent)
    return _id_of_words(room, body, client_id) if is_used else client_id


def _id_of_words(room: Room, body: str, client_id: UUID) -> UUID:
    return uuid5(client_id, f"{room.pk} {body}")
