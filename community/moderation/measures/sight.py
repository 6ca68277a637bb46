"""Take a text out of sight, and bring it back, whatever kind it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from community.accounts.models import User
from community.chat.actions import hide_message, restore_message
from community.conversations.actions.hiding import hide_message as hide_private_message
from community.conversations.actions.hiding import restore_message as restore_private_message
from community.forum.actions import hide_post, restore_post
from community.forum.actions.hiding import hide_picture, restore_picture
from community.moderation.measures.holds import is_last_hold
from community.moderation.models import Case, Guideline, Outcome
from community.notifications.actions import give_back, withdraw

HIDE: dict[str, Callable[..., bool]] = {
    "post": lambda post, moderator, reason, now: hide_post(post, moderator=moderator, reason=reason, now=now),
    "message": lambda message, moderator, reason, now: hide_message(message, moderator=moderator, now=now),
    "private_message": lambda message, moderator, reason, now: hide_private_message(
        message, moderator=moderator, now=now
    ),
    "picture": lambda picture, moderator, reason, now: hide_picture(picture, moderator=moderator, now=now),
}
SHOW: dict[str, Callable[..., bool]] = {
    "post": lambda post, moderator, now: restore_post(post, moderator=moderator),
    "message": lambda message, moderator, now: restore_message(message, moderator=moderator, now=now),
    "private_message": lambda message, moderator, now: restore_private_message(message, moderator=moderator),
    "picture": lambda picture, moderator, now: restore_picture(picture, moderator=moderator),
}


def can_be_hidden(case: Case) -> bool:
    return case.kind in SHOW


def hide(case: Case, *, moderator: User, details: dict[str, Any], now: datetime) -> dict[str, Any]:
    """`done` is False when it was out of sight already: taking this back must not show it then."""
    reason = str(Guideline(details["guideline"]).label)
    done = HIDE[case.kind](case.subject, moderator, reason, now)
    return {"done": done, "notices": withdraw(url=case.subject.get_absolute_url(), now=now)}


def show(case: Case, *, moderator: User, before: dict[str, Any], now: datetime) -> None:
    if is_last_hold(case, [Outcome.HIDDEN, Outcome.REMOVED], **{f"case__{case.kind}": case.subject}):
        SHOW[case.kind](case.subject, moderator, now)
        give_back(before.get("notices", []))
