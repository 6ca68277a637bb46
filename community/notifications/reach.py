"""Whom a mail reaches, for apps that must not promise or write one that would not go."""

from datetime import datetime

from django.db.models import F, QuerySet

from community.accounts.models import User
from community.notifications.models import Choice
from community.notifications.ways import Way


def members_reached(now: datetime) -> QuerySet[User]:
    """Somebody is there who may sign in, at an address from which nothing came back."""
    there = User.objects.filter(is_active=True).exclude(email="").exclude(suspended_until__gt=now)
    return there.exclude(mail_stopped_for=F("email"))


def members_mailed(kind: str) -> QuerySet[User]:
    """Those who want mails of this kind at once."""
    return User.objects.exclude(pk__in=Choice.objects.filter(kind=kind).exclude(way=Way.NOW).values("member"))
