"""The signed link in a mail that stops mails of its kind, for whoever has the mail: one person, one kind, one address.

It does not run out, for a mail may be old when its reader has enough. A new address makes it worthless.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from community.accounts.models import User
from community.core.security_log import Event, note_event
from community.notifications.addresses import mark_of, went_to
from community.notifications.ways import STOPPABLE

SIGNER = Signer(salt="notifications.stop")


@dataclass(frozen=True)
class Stop:
    member: User
    kind: str


def stop_link(member: User, kind: str, *, address: str) -> str:
    """Empty for kinds that always arrive."""
    if kind not in STOPPABLE:
        return ""
    token = SIGNER.sign_object([member.pk, kind, mark_of(address)])
    return f"{settings.BASE_URL}{reverse('notifications:stop', args=[token])}"


def read_token(token: str) -> Stop | None:
    """None for what we did not write, what was altered, and what went to an address that is not theirs any more."""
    try:
        content: Any = SIGNER.unsign_object(token)
        pk, kind, mark = content
    except (BadSignature, ValueError, TypeError):
        note_event(Event.FORGED_LINK, what="stop")
        return None
    member = User.objects.filter(pk=pk, is_active=True).first()
    is_good = member is not None and kind in STOPPABLE and went_to(member, mark)
    return Stop(member, kind) if member is not None and is_good else None
