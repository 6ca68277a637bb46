"""What can be done about a post and its thread alone."""

from datetime import datetime
from typing import Any

from community.accounts.models import User
from community.forum.actions import hide_post
from community.forum.actions.holding import release_post
from community.forum.actions.moving import move_thread
from community.forum.actions.team import lock_thread, unlock_thread
from community.forum.models import Board
from community.moderation.measures.holds import is_last_hold, state_below
from community.moderation.models import Case, Outcome

State = dict[str, Any]


def is_readable(case: Case) -> bool:
    return case.post is not None and case.post.number is not None and case.post.is_shown


def waits(case: Case) -> bool:
    """Held: nobody has read it yet."""
    return case.post is not None and case.post.number is None and case.post.is_shown


def approve(case: Case, *, moderator: User, details: State, now: datetime) -> State:
    return {"done": release_post(case.subject, moderator=moderator, now=now)}


def withdraw(case: Case, *, moderator: User, before: State, now: datetime) -> None:
    """What others may have read cannot be held again: it goes out of sight until it is decided anew."""
    if before["done"]:
        hide_post(case.subject, moderator=moderator, reason="", now=now)


def move(case: Case, *, moderator: User, details: State, now: datetime) -> State:
    thread = case.subject.thread
    before = {"board": thread.board_id, "to": details["board"]}
    move_thread(thread, to=Board.objects.get(pk=details["board"]), moderator=moderator, now=now)
    return before


def move_back(case: Case, *, moderator: User, before: State, now: datetime) -> None:
    """Unless the team has moved it on since."""
    if case.subject.thread.board_id != before["to"]:
        return
    same = {"outcome": Outcome.MOVED, "case__post__thread": case.subject.thread_id}
    below = state_below(case, before, put="to", was="board", **same)
    there_until = case.decision.created_at if case.decision is not None and below is before else None
    to = Board.objects.get(pk=below["board"])
    move_thread(case.subject.thread, to=to, moderator=moderator, there_until=there_until, now=now)


def lock(case: Case, *, moderator: User, details: State, now: datetime) -> State:
    return {"done": lock_thread(case.subject.thread, moderator=moderator, now=now)}


def unlock(case: Case, *, moderator: User, before: State, now: datetime) -> None:
    thread = case.subject.thread
    if is_last_hold(case, [Outcome.LOCKED], since=thread.locked_at, case__post__thread=thread):
        unlock_thread(thread, moderator=moderator, now=now)
