"""What is new for one member, and what of it a summary still has to show."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from community.accounts.models import User
from community.digests.models import Digest, Item
from community.digests.sight import in_sight
from community.forum.blocks import blocked_by
from community.forum.lists import news_for
from community.forum.models import Thread
from community.forum.querysets import ThreadQuerySet
from community.notifications.models import Notification
from community.notifications.querysets import NotificationQuerySet
from community.notifications.ways import Way

CAP = 30
LOOKED_AT = 200  # of the newest notices: there may be many that lead nowhere any more
REACH = timedelta(days=14)  # what is older is no news, also after an outage or a long time without summaries


@dataclass(frozen=True)
class News:
    notices: list[Notification]
    threads: list[Thread]
    has_more: bool

    def __bool__(self) -> bool:
        return bool(self.notices or self.threads)

    def __len__(self) -> int:
        return len(self.notices) + len(self.threads)

    @property
    def numbers(self) -> dict[str, int]:
        """How much there is of each kind: all that the mail says."""
        return {**Counter(notice.kind for notice in self.notices), "thread": len(self.threads), "more": self.has_more}


def news_of(member: User, *, now: datetime) -> News:
    """The newest of what no mail and no summary has told before, up to CAP."""
    notices = in_sight(_untold_notices(member, now=now)[:LOOKED_AT], member)
    room = max(CAP - len(notices), 0)
    threads = list(_untold_threads(member, now=now)[: room + 1])
    return News(notices[:CAP], threads[:room], has_more=len(notices) + len(threads) > CAP)


def left_in(digest: Digest, *, now: datetime) -> News:
    """What its reader may still see and has not read since."""
    member = digest.member
    notices = unread_notices(member).filter(pk__in=digest.items.values("notice"))
    threads = unopened_threads(member, now=now).filter(pk__in=digest.items.values("thread"))
    return News(_once(in_sight(notices.with_mail(), member)), list(threads), digest.has_more)


def _once(notices: list[Notification]) -> list[Notification]:
    """The newest about each thing, as in the list of all notices, with how many of those in sight are about it."""
    subjects = [(notice.kind, notice.key or notice.pk) for notice in notices]
    newest: dict[tuple[str, str | int], Notification] = {}
    for subject, notice in zip(subjects, notices, strict=True):
        newest.setdefault(subject, notice)
    for about, notice in newest.items():
        vars(notice)["alike"] = subjects.count(about)
    return list(newest.values())


def unread_notices(member: User) -> NotificationQuerySet:
    return Notification.objects.visible_to(member).unread().latest_first()


def unopened_threads(member: User, *, now: datetime) -> ThreadQuerySet:
    """As on the page of today, those that were never opened; without those of whoever the member has blocked."""
    blocked = blocked_by(member)
    by_blocked = Q(alias=None, author__in=blocked.members) | Q(alias__in=blocked.aliases)
    new = news_for(member, now=now).filter(Q(read_number=None), removed_at=None).exclude(by_blocked)
    return new.select_related("board").order_by("-created_at", "-pk")


def _untold_notices(member: User, *, now: datetime) -> NotificationQuerySet:
    """Of the kinds that are to go by summary, without those that had a mail while they did not."""
    kinds = member.choices.filter(way=Way.DIGEST).values("kind")
    told = Item.objects.filter(notice=OuterRef("pk"))
    fresh = unread_notices(member).filter(kind__in=kinds, created_at__gt=now - REACH, delivery=None)
    return fresh.filter(~Exists(told))


def _untold_threads(member: User, *, now: datetime) -> ThreadQuerySet:
    """Without those of which a notice tells."""
    told = Item.objects.told(member).filter(thread=OuterRef("pk"))
    key = Concat(Value("thread-"), Cast(OuterRef("pk"), CharField()))
    noticed = Notification.objects.visible_to(member).filter(key=key)
    fresh = unopened_threads(member, now=now).filter(created_at__gt=now - REACH)
    return fresh.filter(~Exists(told), ~Exists(noticed))
