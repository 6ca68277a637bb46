"""Who may do what in the forum. Reading is `visible_to(user)` in querysets.

`may_…` is told the role in the group, for pages that have read it with the row; `can_…` asks for it.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.accounts.permissions import can_write
from community.core.text import links_in
from community.forum.limits import ONESELF, WrittenAs, paced_until
from community.forum.models import Board, Poll, Post, Revision, Thread
from community.groups.permissions import can_moderate, can_see, moderates, role_in
from community.words.matching import NOTHING, Verdict

NEW_POSTS = 3
HOLD_LINKS = timedelta(hours=24)
HOLD_WORDS = timedelta(days=3)  # met by a rule; two volunteers look in on any of three days
TIME_TO_UNDO = timedelta(minutes=10)


def can_add_picture(user: User | AnonymousUser, board: Board, *, now: datetime) -> bool:
    """Where posts may have pictures: whoever may start a thread there or answer in one."""
    role = role_in(user, board.group)
    writes = _is_writer(user, role, board.who_starts) or _is_writer(user, role, board.who_replies)
    return board.offers_pictures and writes and can_write(user, now=now)


def can_see_board(user: User | AnonymousUser, board: Board) -> bool:
    """As `Board.objects.visible_to`. That these checks and the filters agree is tests/forum/test_agreement.py."""
    return can_see(user, board.group)


def can_see_thread(user: User | AnonymousUser, thread: Thread) -> bool:
    """As `Thread.objects.visible_to`: once others can read it, before that its author alone."""
    stands = thread.post_count > 0
    waits = thread.merged_into_id is None and is_own(user, thread)
    return can_see_board(user, thread.board) and (stands or waits)


def can_see_post(user: User | AnonymousUser, post: Post) -> bool:
    """As `Post.objects.visible_to`: its place in the thread."""
    return can_see_board(user, post.thread.board) and (post.number is not None or is_own(user, post))


def can_read_post(user: User | AnonymousUser, post: Post) -> bool:
    """As `Post.objects.visible_to(user).shown()`: its words."""
    return can_see_post(user, post) and post.number is not None and post.is_shown


def wants(user: User | AnonymousUser, text: Thread | Post) -> bool:
    """As `wanted_by`: nobody leaves out what they wrote themselves."""
    if not isinstance(user, User) or text.author_id == user.pk:
        return True
    notes = text.content_notes | (text.thread.content_notes if isinstance(text, Post) else 0)
    return not notes & user.notes_left_out


def is_own(user: User | AnonymousUser, text: Thread | Post) -> bool:
    return isinstance(user, User) and user.is_active and text.author_id == user.pk


def may_start_thread(user: User | AnonymousUser, board: Board, *, role: str | None, now: datetime) -> bool:
    return can_write(user, now=now) and _is_writer(user, role, board.who_starts)


def may_reply(user: User | AnonymousUser, thread: Thread, *, role: str | None, now: datetime) -> bool:
    if thread.post_count == 0:  # held or merged: there is nothing to answer yet
        return False
    return thread.locked_at is None and can_write(user, now=now) and _is_writer(user, role, thread.board.who_replies)


def _is_writer(user: User | AnonymousUser, role: str | None, writers: str) -> bool:
    """Moderators of the site write where they are members, like everybody."""
    return role is not None and (writers == Board.Writers.MEMBERS or moderates(user, role))


def can_start_thread(user: User | AnonymousUser, board: Board, *, now: datetime) -> bool:
    return may_start_thread(user, board, role=role_in(user, board.group), now=now)


def can_reply(user: User | AnonymousUser, thread: Thread, *, now: datetime) -> bool:
    return may_reply(user, thread, role=role_in(user, thread.board.group), now=now)


def can_write_here(user: User | AnonymousUser, thread: Thread, *, now: datetime) -> bool:
    """May take part at all (react, vote, edit own words), a lock or a rule for replies aside."""
    return can_write(user, now=now) and role_in(user, thread.board.group) is not None


def can_react(user: User | AnonymousUser, post: Post, *, now: datetime) -> bool:
    """To words of others that can be read."""
    stands = post.number is not None and post.is_shown
    return stands and user.pk != post.author_id and can_write_here(user, post.thread, now=now)


def can_bookmark(user: User | AnonymousUser, post: Post) -> bool:
    """For oneself alone, so whoever reads may."""
    return isinstance(user, User) and user.is_active and post.number is not None


def can_make_poll(user: User | AnonymousUser, thread: Thread, *, now: datetime) -> bool:
    """Whoever started the thread, while it is open, and the team."""
    role = role_in(user, thread.board.group)
    if moderates(user, role):
        return can_write(user, now=now)
    starter = role is not None and user.pk == thread.author_id
    return starter and thread.locked_at is None and can_write(user, now=now)


def can_close_poll(user: User | AnonymousUser, poll: Poll, *, now: datetime) -> bool:
    return can_make_poll(user, poll.thread, now=now)


def can_remove_poll(user: User | AnonymousUser, poll: Poll, *, now: datetime) -> bool:
    """The starter before anybody has voted, the team at any time."""
    untouched = not poll.options.filter(votes__isnull=False).exists()
    return can_make_poll(user, poll.thread, now=now) and (
        untouched or moderates(user, role_in(user, poll.thread.board.group))
    )


def may_vote(user: User | AnonymousUser, poll: Poll, *, role: str | None, now: datetime) -> bool:
    return role is not None and can_write(user, now=now) and not poll.is_closed(now)


def can_vote(user: User | AnonymousUser, poll: Poll, *, now: datetime) -> bool:
    return may_vote(user, poll, role=role_in(user, poll.thread.board.group), now=now)


def may_note_own(user: User | AnonymousUser, post: Post, *, role: str | None, now: datetime) -> bool:
    """Say what one's own words touch on, while they stand."""
    return role is not None and user.pk == post.author_id and post.is_shown and can_write(user, now=now)


def can_note_own(user: User | AnonymousUser, post: Post, *, now: datetime) -> bool:
    return may_note_own(user, post, role=role_in(user, post.thread.board.group), now=now)


def may_note_for_team(user: User | AnonymousUser, post: Post, *, role: str | None) -> bool:
    return moderates(user, role) and user.pk != post.author_id


def can_note_for_team(user: User | AnonymousUser, post: Post) -> bool:
    return may_note_for_team(user, post, role=role_in(user, post.thread.board.group))


def may_mark_helpful(user: User | AnonymousUser, thread: Thread, *, now: datetime) -> bool:
    """On boards that ask questions: the one who asked, and the team."""
    if not thread.board.asks_questions or thread.post_count == 0:
        return False
    role = role_in(user, thread.board.group)
    asked = thread.author_id == user.pk and role is not None and can_write(user, now=now)
    return asked or moderates(user, role)


def is_new(member: User) -> bool:
    """Until three posts stand, however long that takes: an account that only waits for its day has shown nothing."""
    return member.accepted_posts < NEW_POSTS


def held_until(
    author: User,
    thread: Thread,
    *,
    body: str,
    role: str | None,
    now: datetime,
    verdict: Verdict = NOTHING,
    written_as: WrittenAs = ONESELF,
) -> datetime | None:
    """When this text appears, if not at once. Nobody's text is refused for being early or new, or for its words. The
    team waits for nothing, but under another name like everybody: else all could see that it is one of the team's."""
    if verdict.crisis or (moderates(author, role) and not written_as.is_alias):  # a call for help waits for nothing
        return None
    if verdict.held_by:
        return now + HOLD_WORDS
    if is_new(author) and links_in(body):
        return now + HOLD_LINKS
    slow = _slow_until(author, thread, is_alias=written_as.is_alias, now=now) if thread.slow_seconds else None
    paced = paced_until(author, thread, body=body, is_new=is_new(author), now=now, written_as=written_as)
    return max((moment for moment in (slow, paced) if moment), default=None)


def _slow_until(author: User, thread: Thread, *, is_alias: bool, now: datetime) -> datetime | None:
    """Each post takes the next free place in the queue of the name it is written under. One queue for both names of an
    account would show everybody who watches the clock that they are one person."""
    own = Post.objects.filter(thread=thread, author=author, hidden_at=None)
    other = thread.aliases.filter(member=author, retired_at=None)
    same = own.filter(alias__in=other) if is_alias else own.filter(alias=None)
    times = same.order_by("-pk").values_list("held_until", "published_at")[:1]
    for held, published in times:
        free_at = (published or held or now) + timedelta(seconds=thread.slow_seconds)
        return free_at if free_at > now else None
    return None


def may_edit(user: User | AnonymousUser, post: Post, *, role: str | None, now: datetime) -> bool:
    """One's own words while the thread is open; the team, any words."""
    if not post.is_shown or not can_write(user, now=now):
        return False
    own = post.author_id == user.pk and role is not None and post.thread.locked_at is None
    return own or moderates(user, role)


def can_edit(user: User | AnonymousUser, post: Post, *, now: datetime) -> bool:
    return may_edit(user, post, role=role_in(user, post.thread.board.group), now=now)


def brings_early_links(author: User, *, before: str, body: str) -> bool:
    """A new member's edit would show a link that a new post would hold back."""
    return is_new(author) and bool(links_in(body) - links_in(before))


def can_remove(user: User | AnonymousUser, post: Post) -> bool:
    """One's own words, wherever they stand and whatever else one may not do; not what the team took out of sight."""
    return isinstance(user, User) and user.is_active and post.author_id == user.pk and post.is_shown


def can_undo_removal(user: User | AnonymousUser, post: Post, *, now: datetime) -> bool:
    """For ten minutes, also while silenced: the words stood before. The team cannot: it was the author's decision."""
    own = isinstance(user, User) and user.is_active and post.author_id == user.pk and not user.is_suspended_at(now)
    return own and post.removed_at is not None and now - post.removed_at < TIME_TO_UNDO


def can_hide_revision(user: User | AnonymousUser, revision: Revision) -> bool:
    """The author and the team; never what the post says now, which is edited first."""
    post = revision.post
    own = isinstance(user, User) and user.is_active and post.author_id == user.pk
    return revision.is_past and (own or can_moderate(user, post.thread.board.group))


def can_show_revision(user: User | AnonymousUser, revision: Revision) -> bool:
    return can_moderate(user, revision.post.thread.board.group)
