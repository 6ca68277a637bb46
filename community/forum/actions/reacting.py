"""Kind signs to the author of a post. Nobody else learns who sent one, or how many there are."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import Block, User
from community.core.phrases import filled
from community.forum.models import Post
from community.forum.permissions import can_react
from community.groups.mentions import readers_of
from community.notifications.actions import mark_read_about, notify
from community.notifications.models import Notification


@transaction.atomic
def set_reaction(*, post: Post, member: User, kinds: int, now: datetime) -> None:
    """The signs of this member to this post are now these (bits of REACTIONS, 0: none). Whoever the author blocked by
    name sees them given; the author never does, so that undoing a block shows nothing either. A block of another name
    withholds nothing: the author could ask for a sign, and learn from its lack whose name it is."""
    post = (
        Post.objects.select_for_update(of=("self",), no_key=True).select_related("thread__board__group").get(pk=post.pk)
    )
    if not can_react(as_now(member), post, now=now):
        raise PermissionDenied("You cannot send a sign to this post now.")
    if not kinds:
        post.reactions.filter(member=member).delete()
        return
    withheld = Block.objects.by_name().against(member).filter(blocker=post.author_id).exists()
    sign = {"kinds": kinds, "changed_at": now, "withheld": withheld}
    post.reactions.update_or_create(member=member, defaults=sign)
    if not withheld:
        _tell_author(post, member, now=now)


def _tell_author(post: Post, member: User, *, now: datetime) -> None:
    """One notice waits for each post, and each sender is announced once, however often they change their mind."""
    author = readers_of(post.thread.board.group).filter(pk=post.author_id).first()
    text = filled(_("%(name)s sent you a kind sign"), name=member)
    told = Q(read_at=None) | Q(actor=member)
    signs = Notification.Kind.REACTION
    if author is None or author.notifications.filter(told, kind=signs, key=key_of_signs(post)).exists():
        return
    url = reverse("forum:more", args=[post.pk])
    notify(recipient=author, kind=signs, text=text, url=url, key=key_of_signs(post), actor=member, mail=False, now=now)


def key_of_signs(post: Post) -> str:
    return f"signs-{post.pk}"


@transaction.atomic
def read_signs(*, post: Post, member: User, now: datetime) -> None:
    """The author has looked at the page that shows them."""
    mark_read_about(member, kind=Notification.Kind.REACTION, key=key_of_signs(post), now=now)
