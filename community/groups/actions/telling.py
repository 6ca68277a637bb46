"""Notices about groups. Their words and addresses name none: a name can be an illness."""

from datetime import datetime

from django.utils.functional import Promise

from community.accounts.models import User
from community.notifications.actions import notify
from community.notifications.models import Notification

GROUP = Notification.Kind.GROUP


def tell(recipient: User, text: Promise, *, url: str, key: str = "", actor: User | None = None, now: datetime) -> None:
    """`actor`: somebody who asks as a person. What moderators decide is told whoever they are."""
    notify(recipient=recipient, kind=GROUP, text=text, url=url, key=key, actor=actor, now=now)
