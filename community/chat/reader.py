"""How one reader finds the messages of a page: what they leave out, and what they read without a fold. What comes live
is made once for all; there static/js/chat/for-reader.js does the same with the bits that the page gives it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.chat.models import SIGNS, Message

ICONS = {1: "heart", 2: "hand-raised", 4: "gift", 8: "sun"}


def as_read_by(user: User | AnonymousUser, messages: Iterable[Message]) -> None:
    """Marks those with content notes for `chat/_message.html`. One's own are always there."""
    if not isinstance(user, User):
        return
    for message in messages:
        notes = message.content_notes
        message.is_left_out = bool(notes & user.notes_left_out) and message.author_id != user.pk  # type: ignore[attr-defined]
        message.is_laid_open = bool(notes) and not notes & ~user.notes_shown  # type: ignore[attr-defined]


def sign_buttons(own: int) -> list[dict[str, Any]]:
    """Pressing one makes the member's signs its `kinds`, so that a double click does what one click does."""
    return [
        {"label": label, "icon": ICONS[bit], "pressed": bool(own & bit), "kinds": own ^ bit}
        for bit, label in SIGNS.items()
    ]


def sign_labels(kinds: int) -> list[object]:
    return [label for bit, label in SIGNS.items() if kinds & bit]
