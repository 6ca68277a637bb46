"""The signed link in a mail that shows that mails arrive: whoever presses it gets them again.

It is good for one person, one address and one stop, and for three days. Used, it is worthless.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from community.accounts.models import User
from community.core.security_log import Event, note_event
from community.notifications.addresses import is_mark_of, mark_of

SIGNER = TimestampSigner(salt="notifications.address")
GOOD_FOR = timedelta(days=3)


def address_link(member: User) -> str:
    token = SIGNER.sign_object([member.pk, mark_of(_stop_of(member))])
    return f"{settings.BASE_URL}{reverse('notifications:again', args=[token])}"


def member_behind(token: str) -> User | None:
    """None for what we did not write, what is too old, used, or about an address that is not theirs any more."""
    try:
        content: Any = SIGNER.unsign_object(token, max_age=GOOD_FOR)
        pk, mark = content
    except (BadSignature, ValueError, TypeError):
        note_event(Event.FORGED_LINK, what="again")
        return None
    member = User.objects.filter(pk=pk, is_active=True).first()
    is_good = member is not None and member.gets_no_mails and is_mark_of(_stop_of(member), mark)
    return member if is_good else None


def _stop_of(member: User) -> str:
    since = member.mail_stopped_at.isoformat() if member.mail_stopped_at else ""
    return f"{member.email} {since}"
