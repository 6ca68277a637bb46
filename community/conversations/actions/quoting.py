"""Quotes of what its author took back elsewhere, in private messages. Nobody looks at these words but this rule."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from community.conversations.models import PrivateMessage
from community.core.marking import Knows, has_quotes, to_mark
from community.core.text import render_markdown
from community.core.text.traces import Marks, Trace
from community.words.masking import masked

logger = logging.getLogger(__name__)


def follow_quotes(traces: Collection[Trace], *, since: datetime, knows: Knows) -> int:
    """How many messages were changed."""
    return sum(_mark(*found) for found in to_mark(_messages_since(since), traces, knows=knows))


def has_quotes_since(since: datetime) -> bool:
    return has_quotes(_messages_since(since))


def _messages_since(since: datetime) -> QuerySet[PrivateMessage]:
    return PrivateMessage.objects.filter(created_at__gte=since)


def _mark(pk: int, marks: Marks | None) -> int:
    try:
        mark_quotes(pk, marks=marks)
    except Exception as problem:  # one text must not keep the words in the others
        logger.error("Quotes in private message %s were not taken out: %s", pk, type(problem).__name__)
        return 0
    return 1


@transaction.atomic
def mark_quotes(pk: int, *, marks: Marks | None) -> None:
    message = PrivateMessage.objects.select_for_update(no_key=True).get(pk=pk)
    message.taken_back = marks
    message.body_html = render_markdown(masked(message.said))
    message.save(update_fields=["taken_back", "body_html"])
