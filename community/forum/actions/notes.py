"""Say what a text touches on: its author at any time, the team where it was forgotten."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now, held_now
from community.accounts.models import User
from community.forum.actions.reading import key_of
from community.forum.actions.writing import locked
from community.forum.models import Post, Thread
from community.forum.permissions import can_note_for_team, can_note_own
from community.notifications.actions import notify, take_back
from community.notifications.models import Notification


@transaction.atomic
def note_own(post: Post, *, author: User, notes: int, now: datetime) -> int:
    """Make these the author's own notes on the post; what the team set stays. The notes it has then."""
    thread, post = _locked(post)
    if not can_note_own(held_now(author), post, now=now):
        raise PermissionDenied(_("You cannot change the notes on this post now."))
    _set(post, thread, notes=notes | post.team_notes, team_notes=post.team_notes, now=now)
    return post.content_notes


@transaction.atomic
def note_for_team(post: Post, *, moderator: User, notes: int, tells: bool = True, now: datetime) -> bool:
    """Make these the notes of the post: what its author had not set is the team's. The author is told of a change,
    unless whoever decides tells them."""
    thread, post = _locked(post)
    if not can_note_for_team(as_now(moderator), post):
        raise PermissionDenied(_("Only moderators of this group change the notes on what others wrote."))
    own = post.content_notes & ~post.team_notes
    if notes == post.content_notes:
        return False
    _set(post, thread, notes=notes, team_notes=notes & ~own, now=now)
    if tells and post.author_id != moderator.pk:
        _tell_author(post, now=now)
    return True


def _locked(post: Post) -> tuple[Thread, Post]:
    """Both as they are now; the thread's row first, like everybody who writes into it."""
    thread = locked(post.thread)
    post = Post.objects.select_related("author").select_for_update(of=("self",), no_key=True).get(pk=post.pk)
    post.thread = thread
    return thread, post


def _set(post: Post, thread: Thread, *, notes: int, team_notes: int, now: datetime) -> None:
    """The notes of the opening post are those of the whole thread."""
    added = notes & ~post.content_notes
    post.content_notes, post.team_notes = notes, team_notes
    post.save(update_fields=["content_notes", "team_notes"])
    opens = post.number == 1 or (post.number is None and thread.post_count == 0)
    if opens:
        Thread.objects.filter(pk=thread.pk).update(content_notes=notes, team_notes=team_notes)
    if added:
        unwilling = User.objects.leaving_out(added).exclude(pk=post.author_id)
        take_back(unwilling, key=key_of(thread), url="" if opens else post.get_absolute_url(), now=now)


def _tell_author(post: Post, *, now: datetime) -> None:
    notify(
        recipient=post.author,
        kind=Notification.Kind.MODERATION,
        text=_("The team changed the content notes on something you wrote."),
        url=post.get_absolute_url(),
        now=now,
    )
