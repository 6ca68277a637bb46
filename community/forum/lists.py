"""Lists of threads: what to show, in which order."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.forum.models import Bookmark, Level, PlaceLevel, Post, Thread
from community.forum.querysets import Quiet, ThreadQuerySet

SHOWN: dict[str, str | Promise] = {
    "": _("All"),
    "unread": _("Not read yet"),
    "unanswered": _("Without a reply"),
    "mine": _("Where I wrote"),
    "bookmarked": _("Bookmarked"),
}
ORDERS: dict[str, tuple[str | Promise, list[str]]] = {
    "": (_("Latest post first"), ["-last_post_at", "-pk"]),
    "newest": (_("Newest thread first"), ["-created_at", "-pk"]),
    "oldest": (_("Oldest thread first"), ["created_at", "pk"]),
}


@dataclass(frozen=True)
class Wish:
    """What somebody chose above a list; nonsense is the usual list."""

    show: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Wish":
        show, order = query.get("show", ""), query.get("order", "")
        return cls(show if show in SHOWN else "", order if order in ORDERS else "")

    @property
    def is_plain(self) -> bool:
        """Everything: how many there are is known without counting."""
        return not self.show

    def among(self, threads: ThreadQuerySet, *, member: User | None, now: datetime) -> ThreadQuerySet:
        """The chosen threads in the chosen order; only members have unread, own and bookmarked ones."""
        _label, order = ORDERS[self.order]
        return _chosen(threads, self.show, member=member, now=now).order_by(*order)


def _chosen(threads: ThreadQuerySet, show: str, *, member: User | None, now: datetime) -> ThreadQuerySet:
    if show == "unanswered":
        return threads.unanswered()
    if member is None or not show:
        return threads
    if show == "unread":
        return unread_for(member, threads, now=now)
    if show == "mine":
        return threads.filter(pk__in=Post.objects.filter(author=member).values("thread"))
    return threads.filter(pk__in=Bookmark.objects.filter(member=member).values("post__thread"))


def news_for(member: User, *, now: datetime) -> ThreadQuerySet:
    """What is new in all groups this member is in."""
    mine = member.memberships.values("group")
    threads = Thread.objects.visible_to(member).published().filter(board__group__in=mine, hidden_at=None)
    return unread_for(member, threads.wanted_by(member), now=now)


def unread_for(member: User, threads: ThreadQuerySet, *, now: datetime) -> ThreadQuerySet:
    """What is new for this member among `threads`, without what they muted."""
    return threads.unread_by(member, now=now).heard_by(member, quiet=_quiet_of(member))


def _quiet_of(member: User) -> Quiet:
    levels = list(PlaceLevel.objects.filter(member=member).values_list("board", "group", "level"))
    return Quiet(
        boards=[board for board, _group, level in levels if board and level == Level.MUTE],
        groups=[group for _board, group, level in levels if group and level == Level.MUTE],
        loud_boards=[board for board, _group, level in levels if board and level != Level.MUTE],
    )
