"""All that one member has said in rooms, for that member: read and written out row by row, however much it is."""

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db.models import Case, Count, Exists, Max, Min, OuterRef, QuerySet, Value, When
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime

from community.accounts.models import User
from community.chat.models import Message, Room
from community.groups.querysets import seen_by

AT_ONCE = 500  # rows read from the database
MARK = "<!-- messages -->"  # where they go into their page


def written_by(member: User) -> QuerySet[Message]:
    """Also what they took back and what a moderator hid: these are their words. What was erased is gone."""
    return Message.objects.filter(author=member, erased_at=None)


def marked(member: User) -> Any:
    """With `is_seen`: whether their room may still be named to them. That of a private group they left may not."""
    seen = Room.objects.filter(seen_by(member, path="group"), pk=OuterRef("room"))
    return written_by(member).annotate(is_seen=Exists(seen))


def counted_by_room(member: User) -> list[Any]:
    """All rooms that cannot be named are one row without names, the last."""
    named = {"group": _if_seen("room__group__name"), "name": _if_seen("room__name")}
    rooms = marked(member).values("is_seen", **named)
    counted = rooms.annotate(number=Count("pk"), first=Min("created_at"), last=Max("created_at"))
    return list(counted.order_by("-is_seen", "group", "name"))


def _if_seen(field: str) -> Case:
    return Case(When(is_seen=True, then=field), default=Value(""))


def in_order(member: User) -> Iterator[Message]:
    in_rooms = marked(member).order_by("-is_seen", "room__group__name", "room__name", "room", "pk")
    return in_rooms.select_related("room__group").iterator(chunk_size=AT_ONCE)


def state_of(message: Message) -> str:
    if message.hidden_at:
        return "hidden by a moderator"
    if message.removed_at:
        return "taken back"
    return "waiting" if message.seq is None else "shown"


def json_of(member: User) -> Iterator[str]:
    """A JSON list of objects, in pieces."""
    yield "["
    for number, message in enumerate(in_order(member)):
        yield ("," if number else "") + "\n" + json.dumps(row_of(message), ensure_ascii=False)
    yield "\n]\n"


def row_of(message: Message) -> dict[str, object]:
    edited, is_seen = message.edited_at, message.is_seen  # type: ignore[attr-defined]  # `marked` above
    return {
        "group": message.room.group.name if is_seen else None,
        "room": message.room.name if is_seen else "a room you have left",
        "written_at": message.created_at.astimezone(UTC).isoformat(),
        "edited_at": edited.astimezone(UTC).isoformat() if edited else None,
        "state": state_of(message),
        "content_notes": [str(label) for label in message.note_labels],
        "text": message.said,
    }


def page_of(member: User) -> Iterator[str]:
    """A web page that can be kept and read without this site, in pieces."""
    head, foot = render_to_string("chat/export.html", {"member": member, "rows_html": MARK}).split(MARK)
    yield head
    for message in in_order(member):
        said_at = date_format(localtime(message.created_at, member.zone), "j F Y, H:i")
        row = {"message": message, "state": state_of(message), "said_at": said_at}
        yield render_to_string("chat/_export_row.html", row)
    yield foot
