"""Take a text out of sight, and bring it back, whatever kind it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from community.accounts.models import User
from community.chat.actions import hide_message, hide_recent, restore_message, show_again
from community.chat.models import Message
from community.conversations.actions.hiding import hide_message as hide_private_message
from community.conversations.actions.hiding import restore_message as restore_private_message
from community.forum.actions import hide_post, restore_post
from community.forum.actions.hiding import hide_picture, restore_picture
from community.moderation.measures import profiles
from community.moderation.measures.holds import is_last_hold, is_last_hold_of
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
    "private_message": lambda message, moderator, now: restore_private_message(message, moderator=moderator),
    "picture": lambda picture, moderator, now: restore_picture(picture, moderator=moderator),
}


def can_be_hidden(case: Case) -> bool:
    return case.kind in HIDE or profiles.can_be_hidden(case)


def hide(case: Case, *, moderator: User, details: dict[str, Any], now: datetime) -> dict[str, Any]:
    """`done` is False when it was out of sight already: taking this back must not show it then."""
    if case.kind == "profile":
        return profiles.hide(case, now=now)
    if "since" in details:
        return hide_all_since(case, moderator=moderator, since=datetime.fromisoformat(details["since"]), now=now)
    reason = str(Guideline(details["guideline"]).label)
    done = HIDE[case.kind](case.subject, moderator, reason, now)
    return {"done": done, "notices": withdraw(url=_address_in_notices(case.subject), now=now)}


def hide_all_since(case: Case, *, moderator: User, since: datetime, now: datetime) -> dict[str, Any]:
    """Everything that the author of this message said in its room: `also` are the keys of all of them."""
    room = case.subject.room
    keys = hide_recent(room=room, member=case.author, host=moderator, since=since, now=now)
    found = Message.objects.filter(pk__in=keys)
    notices = [notice for message in found for notice in withdraw(url=_address_in_notices(message), now=now)]
    return {"done": case.subject.pk in keys, "also": keys, "notices": notices}


def _address_in_notices(subject: Any) -> str:
    """What is said in a room has one that does not name the room."""
    return subject.neutral_url if isinstance(subject, Message) else subject.get_absolute_url()


def show(case: Case, *, moderator: User, before: dict[str, Any], now: datetime) -> None:
    if case.kind == "profile":
        profiles.show(case, before=before)
        return
    if case.kind == "message":
        show_messages(case, moderator=moderator, before=before, now=now)
        return
    same = {f"case__{case.kind}": case.subject}
    if is_last_hold(case, [Outcome.HIDDEN, Outcome.REMOVED], since=case.subject.hidden_at, **same):
        SHOW[case.kind](case.subject, moderator, now)
        give_back(before.get("notices", []))


def show_messages(case: Case, *, moderator: User, before: dict[str, Any], now: datetime) -> None:
    """One, or all that were hidden together: each that nothing else holds."""
    keys = before.get("also", [case.subject.pk])
    free = [message for message in Message.objects.filter(pk__in=keys) if is_last_hold_of(message, case)]
    if "also" in before:
        show_again(room=case.subject.room, keys=[message.pk for message in free], host=moderator, now=now)
    elif free:
        restore_message(case.subject, moderator=moderator, now=now)
    if free:
        give_back(before.get("notices", []))
