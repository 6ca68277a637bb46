"""Tell those whom a message calls or answers. Its words stay in the room; the address names neither room nor group."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from community.chat.hearers import everyone_called, hearers_of, in_the_room
from community.chat.models import Message
from community.chat.telling import key_of
from community.core.phrases import filled
from community.notifications.actions import notify, notify_all
from community.notifications.models import Notification


def tell_called(message: Message, *, now: datetime) -> None:
    """Once it can be read, and when it was changed."""
    told = hearers_of(message)
    here = in_the_room(message, told, now=now) if told else set()
    about: dict[str, Any] = {"url": message.neutral_url, "key": key_of(message.room), "now": now}
    for member, (kind, text) in told.items():
        notify(recipient=member, kind=kind, text=text, actor=message.author, mail=member.pk not in here, **about)
    everyone = everyone_called(message)
    if everyone is not None:
        text = filled(_("%(name)s asks for everyone in %(room)s"), name=message.author, room=message.room)
        others = everyone.exclude(pk__in=[member.pk for member in told])
        notify_all(others, kind=Notification.Kind.MENTION, text=text, actor=message.author, **about)
