"""The signed link in a reminder's mail, for whoever has the mail: one moment, one person, one address, for eight days.

An answer can be put right for seven days after its moment; the link lasts a little longer. A new address makes it
worthless.
"""

from datetime import datetime, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from community.core.security_log import Event, note_event
from community.notifications.addresses import mark_of, went_to
from community.reminders.models import Occurrence
from community.reminders.querysets import CORRECTABLE

SIGNER = Signer(salt="reminders.answer")
LASTS = CORRECTABLE + timedelta(days=1)


class NoLink(ValueError):
    """We did not write it, it was altered, or it went to an address that is not its owner's any more."""


class LinkIsOver(NoLink):
    """It was good once."""


def answer_path(occurrence: Occurrence, *, now: datetime) -> str:
    owner = occurrence.reminder.owner
    content = [occurrence.pk, owner.pk, mark_of(owner.email), int((now + LASTS).timestamp())]
    return reverse("reminders:answer_by_mail", args=[SIGNER.sign_object(content)])


def read_token(token: str, *, now: datetime) -> Occurrence:
    """The moment it is about, with its reminder and owner. Who may no longer have an account has no links either; who
    is suspended still answers."""
    try:
        content: Any = SIGNER.unsign_object(token)
        pk, owner, mark, ends = content
        is_over = ends <= now.timestamp()
    except (BadSignature, ValueError, TypeError) as problem:
        note_event(Event.FORGED_LINK, what="answer")
        raise NoLink from problem
    theirs = Occurrence.objects.filter(pk=pk, reminder__owner=owner, reminder__owner__is_active=True)
    occurrence = theirs.select_related("reminder__owner").first()
    if occurrence is None or not went_to(occurrence.reminder.owner, mark):
        raise NoLink
    if is_over:
        raise LinkIsOver
    return occurrence
