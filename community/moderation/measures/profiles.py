"""Take what a profile says out of sight. Its name stays, and its account is another matter."""

from datetime import datetime
from typing import Any

from community.moderation.models import Case
from community.profiles.actions import hide_details, show_details
from community.profiles.querysets import Onlooker


def can_be_hidden(case: Case) -> bool:
    """Where it says something, and somebody read it."""
    if case.profile is None or case.is_call_for_help:
        return False
    return case.profile.details.presented_to(Onlooker.MEMBER).exists()


def hide(case: Case, *, now: datetime) -> dict[str, Any]:
    """`done` is False when nothing could be read any more. Two decisions never hide the same piece."""
    keys = hide_details(case.subject, now=now)
    return {"done": bool(keys), "details": keys}


def show(case: Case, *, before: dict[str, Any]) -> None:
    show_details(case.subject, keys=before["details"])
