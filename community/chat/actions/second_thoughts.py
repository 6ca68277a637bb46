"""A message that waits for its author's second thoughts goes out, or becomes a draft again. Nobody else knows of it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.actions.recording import locked
from community.chat.actions.sending import give_back, publish
from community.chat.models import Message


@transaction.atomic
def take_back(message: Message, *, author: User, now: datetime) -> bool:
    """Before anybody saw it: the row is gone and its words are a draft. False when it no longer waits."""
    _must_be_own(message, author)
    locked(message.room)
    waiting = Message.objects.guarded().filter(pk=message.pk).first()
    if waiting is None:
        return False
    give_back(waiting, now=now)
    return True


def send_now(message: Message, *, author: User, now: datetime) -> bool:
    """Without waiting any longer; False when it no longer waits, or its author may not write any more."""
    _must_be_own(message, author)
    return message.waits_for == Message.Wait.GUARD and publish(message, now=now)


def _must_be_own(message: Message, author: User) -> None:
    if message.author_id != author.pk:
        raise PermissionDenied(_("Only its author can do this."))
