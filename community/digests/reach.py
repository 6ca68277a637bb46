"""Whom a summary would reach and please."""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from community.accounts.models import User
from community.digests.models import Digest
from community.notifications.models import Choice, Notification
from community.notifications.ways import SUMMARY, Way

IN_A_ROW = 4  # summaries that nobody opened
ABSENT = timedelta(days=28)


def is_reached(member: User, *, day: date, now: datetime) -> bool:
    """Active, not suspended, at an address that they confirmed and from which nothing came back, not switched off, and
    none on this day yet; and not away for long."""
    if member.gets_no_mails:
        return False
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, email__iexact=OuterRef("email"))
    stopped = Choice.objects.filter(member=OuterRef("pk"), kind=SUMMARY).exclude(way=Way.NOW)
    today = Digest.objects.filter(member=OuterRef("pk"), day=day)
    free = Q(suspended_until=None) | Q(suspended_until__lte=now)
    asked = User.objects.filter(free, Exists(confirmed), ~Exists(stopped), ~Exists(today), pk=member.pk, is_active=True)
    return asked.exists() and not is_away(member, now=now)


def is_away(member: User, *, now: datetime) -> bool:
    """They have not opened the last few, and nothing else says that they were here: neither signing in nor a notice
    they read. Nobody writes down when somebody was here last."""
    latest = list(Digest.objects.visible_to(member).newest_first()[:IN_A_ROW])
    since = now - ABSENT
    if len(latest) < IN_A_ROW or any(digest.opened_at for digest in latest):
        return False
    if max(member.last_login or member.date_joined, member.date_joined) > since:
        return False
    read = Notification.objects.visible_to(member).filter(read_at__gt=since).exclude(kind=Notification.Kind.DIGEST)
    return not read.exists()
