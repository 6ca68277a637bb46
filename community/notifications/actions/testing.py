"""A mail that a member asks for, to see whether mails reach them."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.notifications.actions.telling import notify
from community.notifications.models import Notification

TEST = "test-mail"
TEST_PACE = timedelta(minutes=5)


class TooSoon(ValueError):
    """The last test is too fresh."""


@transaction.atomic
def send_test_mail(member: User, *, now: datetime) -> Notification | None:
    """One in five minutes. What was asked for before counts as read, or the next one would be no news."""
    held_now(member)  # a double click waits here for its twin
    tests = member.notifications.filter(kind=Notification.Kind.MAIL, key=TEST)
    if tests.filter(created_at__gt=now - TEST_PACE).exists():
        raise TooSoon
    tests.unread().update(read_at=now)
    text, url = _("You asked for a test mail."), reverse("notifications:settings")
    return notify(recipient=member, kind=Notification.Kind.MAIL, key=TEST, text=text, url=url, now=now)
