"""Shifts and risks to life, by hours from noon."""

from datetime import timedelta

from community.moderation.duty.models import Alert, Shift
from community.notifications.models import Delivery
from tests.factories import NOON
from tests.moderation.factories import report_post


def after(hours=0, minutes=0):
    return NOON + timedelta(hours=hours, minutes=minutes)


def make_shift(member, begins=-1, ends=6, **fields):
    return Shift.objects.create(member=member, starts_at=after(begins), ends_at=after(ends), **fields)


def worry(post, reporter, now=NOON):
    """A case about a life."""
    return report_post(post, reporter, reason="worried", now=now).case


def told(case):
    """Names in the order in which the case was brought to them, and at which step."""
    alerts = Alert.objects.filter(case=case).order_by("pk").select_related("moderator")
    return [(alert.moderator.username, alert.step) for alert in alerts]


def mails_to(member):
    return Delivery.objects.filter(notification__recipient=member, notification__key__startswith="alert-")
