"""What the team does to a thread as a whole, each told in the thread without a name. What is so already stays as it
is: a second click tells nothing twice."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.forum.actions.hiding import group_of
from community.forum.actions.writing import locked
from community.forum.models import Post, Thread, ThreadEvent
from community.forum.pace import PACES
from community.groups.permissions import can_moderate
from community.notifications.actions import notify
from community.notifications.models import Notification

Kind = ThreadEvent.Kind


@transaction.atomic
def lock_thread(thread: Thread, *, moderator: User, now: datetime) -> bool:
    thread = in_hand(thread, moderator=moderator)
    changes = {} if thread.locked_at else {"locked_at": now}
    return _change(thread, Kind.LOCKED, moderator=moderator, now=now, **changes)


@transaction.atomic
def unlock_thread(thread: Thread, *, moderator: User, now: datetime) -> bool:
    thread = in_hand(thread, moderator=moderator)
    changes = {"locked_at": None} if thread.locked_at else {}
    return _change(thread, Kind.UNLOCKED, moderator=moderator, now=now, **changes)


@transaction.atomic
def pin_thread(thread: Thread, *, until: datetime | None, moderator: User, now: datetime) -> bool:
    """Until a moment, or until somebody unpins it. Another end for a pin that holds is not told again."""
    thread = in_hand(thread, moderator=moderator)
    if is_pinned(thread, now=now):
        return bool(Thread.objects.filter(pk=thread.pk).exclude(pinned_until=until).update(pinned_until=until))
    return _change(thread, Kind.PINNED, moderator=moderator, now=now, pinned_at=now, pinned_until=until)


@transaction.atomic
def unpin_thread(thread: Thread, *, moderator: User, now: datetime) -> bool:
    thread = in_hand(thread, moderator=moderator)
    changes = {"pinned_at": None, "pinned_until": None} if is_pinned(thread, now=now) else {}
    return _change(thread, Kind.UNPINNED, moderator=moderator, now=now, **changes)


def is_pinned(thread: Thread, *, now: datetime) -> bool:
    return thread.pinned_at is not None and (thread.pinned_until is None or thread.pinned_until > now)


@transaction.atomic
def set_pace(thread: Thread, *, slow_seconds: int, moderator: User, now: datetime) -> bool:
    """Time between two posts of one member; 0 is the usual pace."""
    if slow_seconds not in PACES:
        raise ValueError(slow_seconds)
    thread = in_hand(thread, moderator=moderator)
    changes = {} if thread.slow_seconds == slow_seconds else {"slow_seconds": slow_seconds}
    kind = Kind.SLOWED if slow_seconds else Kind.UNSLOWED
    return _change(thread, kind, moderator=moderator, now=now, **changes)


@transaction.atomic
def retitle(thread: Thread, *, title: str, moderator: User, now: datetime) -> bool:
    """The old title is kept nowhere that others see: it may be why the team changed it. An edit of the opening post
    that was begun before would bring it back, so that edit is told that the post has moved on."""
    thread = in_hand(thread, moderator=moderator)
    changes = {} if thread.title == title else {"title": title}
    changed = _change(thread, Kind.RETITLED, moderator=moderator, now=now, **changes)
    if changed:
        thread.posts.filter(number=1).update(edit_count=F("edit_count") + 1)
        _retitle_masked(thread, title)
    return changed


def _retitle_masked(thread: Thread, title: str) -> None:
    """What the opening post keeps aside while a phrase of it is blanked is what comes back."""
    for post in thread.posts.filter(number=1, masks__isnull=False):
        masks = post.masks or {}
        thread.posts.filter(pk=post.pk).update(masks=masks | {"own": masks["own"] | {"title": title}})


def in_hand(thread: Thread, *, moderator: User) -> Thread:
    """The thread as it is now, kept from other writers, for one who may look after it."""
    thread = locked(thread)
    if not can_moderate(as_now(moderator), thread.board.group) or thread.post_count == 0:
        raise PermissionDenied(_("Only moderators of its group look after a thread, and only once it can be read."))
    return thread


def _change(thread: Thread, kind: str, *, moderator: User, now: datetime, **changes: object) -> bool:
    if not changes:
        return False
    Thread.objects.filter(pk=thread.pk).update(**changes)
    tell_in(thread, kind, moderator=moderator, now=now)
    return True


def tell_in(thread: Thread, kind: str, *, moderator: User, now: datetime, other: Thread | None = None) -> None:
    """Shown in the thread behind its last post."""
    count = Thread.objects.values_list("post_count", flat=True).get(pk=thread.pk)
    ThreadEvent.objects.create(
        thread=thread, kind=kind, after_number=count, other_thread=other, actor=moderator, created_at=now
    )


@transaction.atomic
def set_notice(post: Post, *, notice: str, link: str = "", moderator: User, tells: bool = True, now: datetime) -> bool:
    """The team's word on a post, for everybody, with an address of ours to read on; empty takes it away. The author is
    told of a new one, unless whoever decides tells them."""
    if not can_moderate(as_now(moderator), group_of(post)):
        raise PermissionDenied(_("Only moderators of this group put a note on a post."))
    others = Post.objects.filter(pk=post.pk).exclude(notice=notice, notice_link=link)
    if not others.update(notice=notice, notice_link=link):
        return False
    if notice and tells and post.author_id != moderator.pk:
        tell_author(post, _("The team put a note on a post of yours"), now=now)
    return True


def tell_author(post: Post, text: Promise, *, now: datetime) -> None:
    notify(
        recipient=post.author,
        kind=Notification.Kind.MODERATION,
        text=text,
        url=post.get_absolute_url(),
        key=f"post-{post.pk}",
        now=now,
    )
