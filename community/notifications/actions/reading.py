"""What was read, and what need not be looked at any more: the mails about it stay unsent."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from community.accounts.models import User
from community.notifications.models import Notification


def mark_read(notification: Notification, *, now: datetime) -> None:
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=now)


def mark_read_with_alike(notification: Notification, *, now: datetime) -> int:
    """The notice and all about the same thing: they stand in the list as one. How many were unread."""
    return Notification.objects.unread().about_the_same_as(notification).update(read_at=now)


def mark_read_about(member: User, *, kind: str, key: str, now: datetime) -> int:
    """The member has seen what these notices were about; how many were unread."""
    return mark_read_about_all(member, kinds=[kind], keys=[key], now=now)


def mark_read_about_all(member: User, *, kinds: Collection[str], keys: Collection[str], now: datetime) -> int:
    return member.notifications.unread().filter(kind__in=kinds, key__in=keys).update(read_at=now)


def mark_all_read(member: User, *, now: datetime) -> int:
    return member.notifications.unread().update(read_at=now)


def take_back(members: QuerySet[User], *, key: str, url: str = "", now: datetime) -> int:
    """These members need not look at it any more: what they were told of it counts as read, and the mail about it that
    still waits is not sent. With `url` only what leads there; how many notices."""
    about = Notification.objects.unread().filter(recipient__in=members, key=key)
    return (about.filter(url=url) if url else about).update(read_at=now)


def withdraw(*, url: str, now: datetime) -> list[int]:
    """Nobody need look at what was there: unread notices that lead to it count as read, and their mails stay unsent.
    Which ones, for `give_back`."""
    notices = list(Notification.objects.unread().filter(url=url).values_list("pk", flat=True))
    Notification.objects.filter(pk__in=notices).update(read_at=now)
    return notices


def give_back(notices: list[int]) -> int:
    """It can be looked at again; how many notices."""
    return Notification.objects.filter(pk__in=notices).update(read_at=None)


def erase_notices(members: Collection[int], *, kind: str) -> None:
    """With their mails: what was told is not ours to keep any more."""
    Notification.objects.filter(recipient__in=members, kind=kind).delete()
