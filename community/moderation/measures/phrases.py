"""Blank a phrase and keep the rest, whatever kind of text it is."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.actions import blank_phrases as blank_in_chat
from community.conversations.actions.hiding import blank_phrases as blank_in_private
from community.forum.actions.masking import mask_phrase, unmask_phrase
from community.moderation.measures.posts import is_readable
from community.moderation.models import Case

State = dict[str, Any]
MESSAGES = {"message", "private_message"}


def can_be_blanked(case: Case) -> bool:
    return is_readable(case) or (case.kind in MESSAGES and case.subject.hidden_at is None)


def mask(case: Case, *, moderator: User, details: State, now: datetime) -> State:
    phrase: str = details["phrase"]
    if case.post is not None:
        mask_phrase(case.post, phrase=phrase, moderator=moderator, now=now)
    elif not _blank(case, [*case.subject.blanks, phrase], moderator=moderator, now=now):
        raise PermissionDenied(_("This phrase does not stand in the message as it is now."))
    return {"phrase": phrase}


def unmask(case: Case, *, moderator: User, before: State, now: datetime) -> None:
    if case.post is not None:
        return unmask_phrase(case.post, phrase=before["phrase"], moderator=moderator, now=now)
    left = list(case.subject.blanks)
    left.remove(before["phrase"])
    _blank(case, left, moderator=moderator, now=now)
    return None


def _blank(case: Case, phrases: list[str], *, moderator: User, now: datetime) -> bool:
    if case.message is not None:
        return blank_in_chat(case.message, phrases=phrases, moderator=moderator, now=now)
    return blank_in_private(case.subject, phrases=phrases, moderator=moderator)
