"""Make the address of a subscription, stop it, and choose what it says. A member does so for themselves only."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from community.accounts.holding import held_now
from community.accounts.models import User
from community.calendars.models import CalendarFeed
from community.calendars.tokens import hash_of, new_token
from community.core.erasures import record_erasure

HOURLY = timedelta(hours=1)


@transaction.atomic
def make_feed(*, member: User, now: datetime) -> str:
    """The token, which nobody can tell ever again. The address from before leads nowhere from now on."""
    held_now(member)  # two clicks at once: the later address holds
    token = new_token()
    fields = {"token_hash": hash_of(token), "created_at": now, "last_fetched_at": None}
    CalendarFeed.objects.update_or_create(member=member, defaults=fields)
    record_erasure("calendars.feed", member.pk)
    return token


@transaction.atomic
def revoke_feed(*, member: User) -> None:
    """As often as one likes."""
    CalendarFeed.objects.filter(member=member).delete()
    record_erasure("calendars.feed", member.pk)


def revoke_again(keys: list[str], *, now: datetime) -> int:
    """After a restore. Whoever had made another address makes one more: nobody could tell which one it was."""
    return CalendarFeed.objects.filter(member__in=map(int, keys)).delete()[0]


@transaction.atomic
def choose_words(*, member: User, shows_words: bool) -> bool:
    """False where there is no address whose entries could say anything."""
    return bool(CalendarFeed.objects.filter(member=member).update(shows_words=shows_words))


def record_fetch(feed: CalendarFeed, *, now: datetime) -> None:
    """Once an hour is enough for its owner to see whether a calendar asks; not by whom."""
    before = Q(last_fetched_at=None) | Q(last_fetched_at__lte=now - HOURLY)
    if feed.last_fetched_at is None or feed.last_fetched_at <= now - HOURLY:
        CalendarFeed.objects.filter(before, pk=feed.pk, token_hash=feed.token_hash).update(last_fetched_at=now)
