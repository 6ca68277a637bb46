"""Notices about help. They always arrive: whoever is helped must hear of it."""

from datetime import datetime

from django.utils.functional import Promise

from community.accounts.models import User
from community.carers.models import Arrangement
from community.notifications.actions import notify
from community.notifications.models import Notification

HELPER = Notification.Kind.HELPER


def tell(recipient: User, text: Promise, *, about: Arrangement, actor: User | None = None, now: datetime) -> None:
    url = about.get_absolute_url()
    notify(recipient=recipient, kind=HELPER, text=text, url=url, key=about.key, actor=actor, now=now)
