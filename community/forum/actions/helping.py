"""The reply that helped, on boards that ask questions."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.core.phrases import filled
from community.forum.actions.writing import locked
from community.forum.blocks import has_blocked
from community.forum.models import Post, Thread
from community.forum.permissions import may_mark_helpful
from community.notifications.actions import notify
from community.notifications.models import Notification


@transaction.atomic
def mark_helpful(post: Post, *, member: User, now: datetime) -> bool:
    """Instead of an earlier one, if there was; its author is told once."""
    thread = _asked(post, member, now=now)
    if not post.is_shown or (post.number or 1) == 1:
        raise PermissionDenied(_("Only a reply that can be read can be marked."))
    marked = Thread.objects.filter(pk=thread.pk).exclude(helpful_post=post).update(helpful_post=post)
    if marked:
        _thank(post, thread, member=member, now=now)
    return bool(marked)


@transaction.atomic
def unmark_helpful(post: Post, *, member: User, now: datetime) -> bool:
    thread = _asked(post, member, now=now)
    return bool(Thread.objects.filter(pk=thread.pk, helpful_post=post).update(helpful_post=None))


def _asked(post: Post, member: User, *, now: datetime) -> Thread:
    thread = locked(post.thread)
    post.refresh_from_db(fields=["thread", "number", "hidden_at", "removed_at"])
    if post.thread_id != thread.pk or not may_mark_helpful(as_now(member), thread, now=now):
        raise PermissionDenied(_("Only the one who asked, and the team, say what helped."))
    return thread


def _thank(post: Post, thread: Thread, *, member: User, now: datetime) -> None:
    key = f"helpful-{post.pk}"
    told = post.author.notifications.filter(kind=Notification.Kind.REACTION, key=key).exists()
    by_asker = member.pk == thread.author_id
    if told or post.author_id == member.pk or (by_asker and has_blocked(post.author, thread.byline)):
        return
    if by_asker:
        text: Promise = filled(_("%(name)s says that your reply helped"), name=thread.byline)
    else:
        text = _("The team marked your reply as one that helped")
    notify(
        recipient=post.author,
        kind=Notification.Kind.REACTION,
        text=text,
        url=post.get_absolute_url(),
        key=key,
        mail=False,
        now=now,
    )
