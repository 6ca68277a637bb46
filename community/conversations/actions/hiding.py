"""What the team does with a private message that was reported: out of sight, back, or without a phrase."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.conversations.models import Conversation, PrivateMessage
from community.conversations.permissions import can_hide
from community.core.erasures import record_erasure, record_return
from community.core.text import render_markdown
from community.words.masking import masked


@transaction.atomic
def hide_message(message: PrivateMessage, *, moderator: User, now: datetime) -> bool:
    """Take the text out of sight and leave the place; False when somebody did so before."""
    _must_moderate(moderator)
    hidden = PrivateMessage.objects.filter(pk=message.pk, hidden_at=None).update(hidden_at=now)
    subject_follows(message)
    if hidden:
        record_erasure("conversations.message.hidden", message.pk)
    return bool(hidden)


@transaction.atomic
def restore_message(message: PrivateMessage, *, moderator: User) -> bool:
    """Show a hidden message again; False when it was not hidden."""
    _must_moderate(moderator)
    restored = PrivateMessage.objects.filter(pk=message.pk, hidden_at__isnull=False).update(hidden_at=None)
    subject_follows(message)
    if restored:
        record_return("conversations.message.hidden", message.pk)
    return bool(restored)


@transaction.atomic
def blank_phrases(message: PrivateMessage, *, phrases: list[str], moderator: User) -> bool:
    """Exactly these are taken out of what it says; False when it says the same."""
    _must_moderate(moderator)
    said, is_more = message.said, len(phrases) > len(message.blanks)
    message.blanks = phrases
    message.body_html = render_markdown(masked(message.said))
    message.save(update_fields=["blanks", "body_html"])
    (record_erasure if is_more else record_return)("conversations.message.blanked", message.pk)
    return message.said != said


def _must_moderate(moderator: User) -> None:
    if not can_hide(as_now(moderator)):
        raise PermissionDenied(_("Only moderators of the site hide and restore private messages."))


def subject_follows(message: PrivateMessage) -> None:
    """The subject was written with message 1 and is hidden and restored with it."""
    message.refresh_from_db(fields=["hidden_at"])
    if message.number == 1:
        Conversation.objects.filter(pk=message.conversation_id).update(hidden_at=message.hidden_at)
