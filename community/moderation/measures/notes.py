"""What the team adds to a post or a chat message and leaves its words alone: content notes, and a word of its own."""

from datetime import datetime
from typing import Any

from community.accounts.models import User
from community.chat.actions import add_team_notes, take_team_notes
from community.chat.actions import set_notice as set_notice_in_chat
from community.forum.actions.notes import note_for_team
from community.forum.actions.team import set_notice
from community.moderation.measures import posts
from community.moderation.measures.holds import notes_held_alone, state_below
from community.moderation.models import Case, Outcome

State = dict[str, Any]


def can_carry_words(case: Case) -> bool:
    return posts.is_readable(case) or (case.message is not None and case.message.is_shown)


def add_notes(case: Case, *, moderator: User, details: State, now: datetime) -> State:
    if case.message is not None:
        added = add_team_notes(case.message, notes=details["notes"], moderator=moderator, now=now)
    else:
        added = details["notes"] & ~case.subject.content_notes
        _set_notes(case, case.subject.content_notes | added, moderator=moderator, now=now)
    return {"added": added, "wanted": details["notes"]}


def take_notes_back(case: Case, *, moderator: User, before: State, now: datetime) -> None:
    taken = notes_held_alone(case, before["wanted"] if "wanted" in before else before["added"])
    if case.message is not None:
        take_team_notes(case.message, notes=taken, moderator=moderator, now=now)
    else:
        _set_notes(case, case.subject.content_notes & ~taken, moderator=moderator, now=now)


def _set_notes(case: Case, notes: int, *, moderator: User, now: datetime) -> None:
    note_for_team(case.subject, moderator=moderator, notes=notes, tells=False, now=now)


def annotate(case: Case, *, moderator: User, details: State, now: datetime) -> State:
    before = {"notice": case.subject.notice, "link": case.subject.notice_link}
    _set_notice(case, details["notice"], details.get("link", ""), moderator=moderator, now=now)
    return before | {"put": details["notice"]}


def take_annotation_back(case: Case, *, moderator: User, before: State, now: datetime) -> None:
    """Unless a newer word of the team stands there."""
    if case.subject.notice != before["put"]:
        return
    same = {"outcome": Outcome.ANNOTATED, f"case__{case.kind}": case.subject}
    before = state_below(case, before, put="put", was="notice", **same)
    _set_notice(case, before["notice"], before["link"], moderator=moderator, now=now)


def _set_notice(case: Case, notice: str, link: str, *, moderator: User, now: datetime) -> None:
    if case.message is not None:
        set_notice_in_chat(case.message, notice=notice, link=link, moderator=moderator, now=now)
    else:
        set_notice(case.subject, notice=notice, link=link, moderator=moderator, tells=False, now=now)
