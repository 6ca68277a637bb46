"""Somebody lost the phone and the recovery codes, and asks those who run the site to take the second step away.

They show what they showed when they set it up: that mails to the confirmed address reach them, and, at the next
sign-in, the password or a code by mail. A day lies between: a new password, which whoever did not ask can choose in it,
voids the number.
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from community.accounts.actions import take_second_step_away
from community.accounts.models import User
from community.accounts.readers import as_reader
from community.accounts.signing_out import sign_out

DIGITS = 10
FROM_THE_NEXT_DAY, LAST_DAY = 1, 7


class NotShown(Exception):
    """The code is wrong, too young or too old; or there is no second step, or no address that was confirmed."""


def send_code(member: User, *, now: datetime) -> None:
    confirmed = EmailAddress.objects.filter(user=member, primary=True, verified=True).first()
    if confirmed is None or not _keys_of(member):
        raise NotShown
    with as_reader(member):
        question = _("A question about your account")
        subject = f"{question} · {settings.SITE_NAME}"
        words = _(
            "Somebody asked those who run the site to take away the second step of your account, because phone and "
            "recovery codes are lost.\n\nIf it was you, tell them this number tomorrow or in the week after: "
            "%(code)s\n\nIf it was not you, give it to nobody, and choose a new password: %(url)s"
        )
        url = f"{settings.BASE_URL}/accounts/password/change/"
        body = words % {"code": _code(member, day=now.toordinal()), "url": url}
    EmailMessage(subject, body, to=[confirmed.email]).send()


def take_away(member: User, *, code: str, now: datetime) -> int:
    """Says how many sign-ins ended with it."""
    days = range(now.toordinal() - LAST_DAY, now.toordinal() - FROM_THE_NEXT_DAY + 1)
    if not _keys_of(member) or not any(constant_time_compare(code, _code(member, day=day)) for day in days):
        raise NotShown
    take_second_step_away(member, now=now)
    return sign_out(member, now=now)


def _code(member: User, *, day: int) -> str:
    """Kept nowhere. Another password, another second step or another address is another code."""
    parts = f"{member.pk}:{_keys_of(member)}:{member.password}:{member.email}:{day}"
    digest = salted_hmac("lost second step", parts, algorithm="sha256").hexdigest()
    return str(int(digest, 16) % 10**DIGITS).zfill(DIGITS)


def _keys_of(member: User) -> list[int]:
    return list(Authenticator.objects.filter(user=member).order_by("pk").values_list("pk", flat=True))
