"""Quotes of what its author took back elsewhere, in what is said in rooms."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from community.chat.actions.editing import locked_message
from community.chat.actions.hiding import tell
from community.chat.models import Message, RoomEvent
from community.chat.rendering import rendered
from community.core.marking import Knows, has_quotes, to_mark
from community.core.text.traces import Marks, Trace

logger = logging.getLogger(__name__)


def follow_quotes(traces: Collection[Trace], *, since: datetime, knows: Knows, now: datetime) -> int:
    """How many messages were changed; whoever has the room open sees it at once."""
    return sum(_mark(*found, now=now) for found in to_mark(_messages_since(since), traces, knows=knows))


def has_quotes_since(since: datetime) -> bool:
    return has_quotes(_messages_since(since))


def _messages_since(since: datetime) -> QuerySet[Message]:
    return Message.objects.filter(Q(created_at__gte=since) | Q(edited_at__gte=since))


def _mark(pk: int, marks: Marks | None, *, now: datetime) -> int:
    try:
        mark_quotes(Message.objects.select_related("room").get(pk=pk), marks=marks, now=now)
    except Exception as problem:  # one text must not keep the words in the others
        logger.error("Quotes in message %s were not taken out: %s", pk, type(problem).__name__)
        return 0
    return 1


@transaction.atomic
def mark_quotes(message: Message, *, marks: Marks | None, now: datetime) -> None:
    room, message = locked_message(message)
    message.taken_back = marks
    message.body_html = rendered(message.said, group=room.group)
    message.save(update_fields=["taken_back", "body_html"])
    tell(room, RoomEvent.Kind.CHANGED, message, now)
