"""The signed link in a mail that shows that mails arrive: whoever presses it gets them again.

It is good for one person, one address and one stop, and for three days. Used, it is worthless.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from community.accounts.models import User
from community.notifications.addresses import mark_of

SIGNER = TimestampSigner(salt="notifications.address")
GOOD_FOR = timedelta(days=3)


def address_link(member: User) -> str:
    token = SIGNER.sign_object([member.pk, _mark_of_stop(member)])
    return f"{settings.BASE_URL}{reverse('notifications:again', args=[token])}"


def member_behind(token: str) -> User | None:
    """None for what we did not write, what is too old, used, or about an address that is not theirs any more."""
    try:
        content: Any = SIGNER.unsign_object(token, max_age=GOOD_FOR)
        pk, mark = content
    except (BadSignature, ValueError, TypeError):
        return None
    member = User.objects.filter(pk=pk, is_active=True).first()
    is_good = member is not None and member.gets_no_mails and constant_time_compare(mark, _mark_of_stop(member))
    return member if is_good else None


def _mark_of_stop(member: User) -> str:
    since = member.mail_stopped_at.isoformat() if member.mail_stopped_at else ""
    return mark_of(f"{member.email} {since}")
