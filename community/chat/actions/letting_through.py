"""What waits for a host: let it appear, or keep it back and say so to its author."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.accounts.permissions import can_tell_health
from community.chat.actions.hosting import hosted
from community.chat.actions.sending import publish
from community.chat.models import Message
from community.core.erasures import record_erasure
from community.notifications.actions import notify
from community.notifications.models import Notification


@transaction.atomic
def let_appear(*, message: Message, host: User, now: datetime) -> bool:
    """As the newest of the room; False when it waits for no host any more. Nobody can say for its author what they took
    back their yes from."""
    hosted(message.room, host, now=now)
    if not can_tell_health(held_now(message.author), now=now):
        raise PermissionDenied(_("It waits on: nothing new of its author appears here now."))
    waits = Message.objects.waiting().filter(pk=message.pk, waits_for=Message.Wait.HOST)
    return waits.exists() and publish(message, by_host=True, now=now)


@transaction.atomic
def keep_back(*, message: Message, host: User, now: datetime) -> bool:
    """It does not appear; its author finds the text on the room's page, and is told. False when somebody was faster."""
    hosted(message.room, host, now=now)
    waits = Message.objects.waiting().filter(pk=message.pk, waits_for=Message.Wait.HOST)
    if not waits.update(hidden_at=now):
        return False
    record_erasure("chat.message.hidden", message.pk)
    notify(
        recipient=message.author,
        kind=Notification.Kind.MODERATION,
        text=_("A message of yours did not appear in a room: a host decided so. Your text is there for you to copy."),
        url=message.room.get_absolute_url(),
        mail=False,
        now=now,
    )
    return True
