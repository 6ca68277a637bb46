"""Start threads, answer, and let held posts appear."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import DateTimeField, F, Q, UUIDField

from community.accounts.holding import held_now
from community.accounts.models import User
from community.accounts.permissions import can_tell_health
from community.carers.actions import record_act
from community.carers.helping import Helping
from community.carers.models import Act
from community.core.models import SAME_SUBMIT
from community.core.prepared import Prepared, Slot
from community.core.queue import nudge
from community.core.text import RENDERER
from community.drafts.actions import discard_draft
from community.forum.actions.naming import alias_for
from community.forum.actions.pictures import attach
from community.forum.actions.reading import read_own
from community.forum.answers import html_of
from community.forum.helped import held_arrangement, when_it_appears
from community.forum.limits import WrittenAs
from community.forum.models import LONGEST_TITLE, Board, Picture, Post, Thread, ThreadRead
from community.forum.permissions import may_reply, may_start_thread
from community.forum.querysets import PostQuerySet
from community.groups.mentions import names_in
from community.groups.permissions import role_in
from community.words.actions import record
from community.words.known import judge
from community.words.masking import masked_line
from community.words.matching import Verdict
from community.words.models import Hit

ANNOUNCE = "community.forum.tasks.announce_posts"


@dataclass(frozen=True)
class How:
    """What a post may bring along besides its words."""

    as_alias: bool = False
    content_notes: int = 0
    answers: list[list[str]] | None = None  # to the board's form
    in_reply_to: Post | None = None
    pictures: list[Picture] = field(default_factory=list)
    submit_id: UUID | None = None
    help: Helping | None = None  # somebody else wrote it for the author


PLAIN = How()


@transaction.atomic
def start_thread(*, board: Board, author: User, title: str, body: str, now: datetime, how: How = PLAIN) -> Thread:
    """Open a thread with its first post; the same form, or the same words within a minute, open one."""
    author = held_now(author)  # a double click waits here for its twin
    board = Board.objects.select_related("group").get(pk=board.pk)  # it may have closed meanwhile
    role = role_in(author, board.group)
    if not may_start_thread(author, board, role=role, now=now):
        raise PermissionDenied("You cannot start a thread on this board now.")
    said, title = title, masked_line(title, longest=LONGEST_TITLE)  # a title is shown as it is stored
    how = _of_these_words(how, f"board {board.pk} {title} {body}")
    if (twin := _twin(how, author=author, now=now, body=body, board=board.pk, title=title)) is not None:
        return twin.thread
    thread = board.threads.create(
        author=author, title=title, content_notes=how.content_notes, created_at=now, last_post_at=now
    )
    _write(thread, author=author, body=body, how=how, role=role, now=now, verdict=judge(said, body))
    discard_draft(owner=_typist(how, author), key=thread_key(board))
    return thread


@transaction.atomic
def add_reply(*, thread: Thread, author: User, body: str, now: datetime, how: How = PLAIN) -> Post:
    """Append a post to an open thread; the same form, or the same words within a minute, make one."""
    thread, author = locked(thread), held_now(author)
    role = role_in(author, thread.board.group)
    how = _of_these_words(how, f"thread {thread.pk} {body}")
    if (twin := _twin(how, author=author, now=now, body=body, thread=thread.pk)) is not None:
        return twin
    if not may_reply(author, thread, role=role, now=now):
        raise PermissionDenied("This thread does not take replies from you now.")
    post = _write(thread, author=author, body=body, how=how, role=role, now=now, verdict=judge(body))
    discard_draft(owner=_typist(how, author), key=reply_key(thread))  # after its author's row, which a save holds first
    return post


def _typist(how: How, author: User) -> User:
    return how.help.helper if how.help else author


def thread_key(board: Board) -> str:
    """Of the draft of a thread on this board."""
    return f"thread:{board.slug}"


def reply_key(thread: Thread) -> str:
    return f"reply:{thread.pk}"


def locked(thread: Thread) -> Thread:
    """The thread as it is now, kept from other writers until commit: who holds it gives out numbers."""
    (found,) = LOCKED(thread=thread.pk)
    return cast(Thread, found)


LOCKED = Prepared(
    lambda: (
        Thread.objects.select_for_update(of=("self",), no_key=True)
        .select_related("board__group")
        .filter(pk=Slot("thread"))
    )
)


def _of_these_words(how: How, words: str) -> How:
    """The form's id made one with what it brought, spaces aside: sent again it is the same post; after a way back and
    other words it is another one, and nothing that was typed is lost."""
    return replace(how, submit_id=uuid5(how.submit_id, " ".join(words.split()))) if how.submit_id else how


def _twin(how: How, *, author: User, now: datetime, **words: object) -> Post | None:
    """A double click, a reload or a retry of what has arrived already, wherever that was moved since. A helper finds
    what they wrote themselves: were copied words of another name found, it would tell whose name that is."""
    shape, since = ("board" in words, how.submit_id is not None, how.help is not None), now - SAME_SUBMIT
    helped = how.help.pk if how.help else None
    found = TWINS(*shape, author=author.pk, form=how.submit_id, since=since, help=helped, **words)
    return found[0] if found else None


def _twins(opens: bool, has_form: bool, is_helped: bool) -> PostQuerySet:
    here = Q(thread__board=Slot("board"), thread__author=Slot("author"), thread__title=Slot("title"))
    same = (here if opens else Q(thread=Slot("thread"))) & Q(
        body=Slot("body"), created_at__gt=Slot("since", DateTimeField())
    )
    if has_form:
        same |= Q(submit_id=Slot("form", UUIDField()))
    if is_helped:
        same &= Q(help=Slot("help"))
    return Post.objects.filter(same, author=Slot("author")).order_by("pk")[:1]


TWINS = Prepared(_twins)


def _write(
    thread: Thread, *, author: User, body: str, how: How, role: str | None, now: datetime, verdict: Verdict
) -> Post:
    board, helper = thread.board, how.help.helper if how.help else None
    held = held_arrangement(how.help, author=author, board=board, role=role, as_alias=how.as_alias, now=now)
    written_as = WrittenAs(how.as_alias, how.help.pk if how.help else None)
    until = when_it_appears(
        author, thread, helper=helper, body=body, role=role, now=now, verdict=verdict, written_as=written_as
    )
    post = thread.posts.create(
        **_placed(thread, until=until, now=now),
        author=author,
        help=held,
        alias=alias_for(thread, author, now=now) if how.as_alias else None,
        body=body,
        body_html=html_of(body, how.answers, names=names_in(body, group=thread.board.group)),
        renderer=RENDERER,
        content_notes=how.content_notes,
        names_medicine=verdict.names_medicine,
        answers=how.answers,
        in_reply_to=how.in_reply_to,
        submit_id=how.submit_id,
        created_at=now,
    )
    if how.pictures:
        attach(how.pictures, post)
    record(verdict, kind=Hit.Kind.POST, object_pk=post.pk, now=now)
    if thread.post_count == 0 and post.alias is not None:
        Thread.objects.filter(pk=thread.pk).update(alias=post.alias)
    if post.number is not None:
        _settle(post, thread=thread, now=now)
    if held is not None:
        kind = Act.Kind.STARTED if post.opens_thread else Act.Kind.REPLIED
        record_act(held, kind=kind, url=post.get_absolute_url(), post_pk=post.pk, now=now)
    return post


def _placed(thread: Thread, *, until: datetime | None, now: datetime) -> dict[str, Any]:
    """A place in the thread, or the moment until which the post is held without one."""
    if until is not None:
        return {"held_until": until}
    return {"number": thread.post_count + 1, "published_at": now}


def _settle(post: Post, *, thread: Thread, now: datetime) -> None:
    """Everything that counts posts follows the one that has just got its number."""
    thread.post_count, thread.last_post_at = post.number or 0, now
    thread.save(update_fields=["post_count", "last_post_at"])
    User.objects.filter(pk=post.author_id).update(accepted_posts=F("accepted_posts") + 1)
    if thread.post_count == 1:  # after its author's row, which whoever starts a thread holds from the beginning
        Board.objects.filter(pk=thread.board_id).update(thread_count=F("thread_count") + 1)
    reason = ThreadRead.Reason.STARTED if thread.post_count == 1 else ThreadRead.Reason.WROTE
    read_own(post, reason=reason, has_read=post.help_id is None)
    nudge(ANNOUNCE)


@transaction.atomic
def publish_held(post: Post, *, now: datetime) -> bool:
    """Let a held post appear, as the newest of its thread; False when it has appeared or was hidden meanwhile, and
    when its author took back their yes to how health is used: nobody else can say it for them."""
    thread, author = locked(post.thread), held_now(post.author)
    if not can_tell_health(author, now=now):
        return False
    held = Post.objects.held().filter(pk=post.pk, thread=thread)  # a merge may have taken it elsewhere: next time
    if not held.update(number=thread.post_count + 1, published_at=now):
        return False
    post.refresh_from_db()
    _settle(post, thread=thread, now=now)
    return True


@transaction.atomic
def publish_due(post: Post, *, now: datetime) -> bool:
    """What the clock does, where nobody has read the post: its author is asked about in the moment it appears."""
    locked(post.thread)
    held_now(post.author)
    return Post.objects.due_to_appear(now).filter(pk=post.pk).exists() and publish_held(post, now=now)
