"""Make an invitation to the site, end it, and use it up."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.inviting.models import SiteInvitation
from community.accounts.inviting.querysets import hash_of
from community.accounts.models import User
from community.accounts.permissions import can_invite_to_site
from community.core.erasures import record_erasure

MOST_USES, LONGEST = 50, timedelta(days=30)


@transaction.atomic
def make_invitation(*, by: User, uses: int, lasts: timedelta, now: datetime) -> str:
    """The token, which nobody can tell ever again."""
    if not can_invite_to_site(as_now(by), now=now):
        raise PermissionDenied(_("You cannot invite people to the site now."))
    if not (1 <= uses <= MOST_USES and timedelta(0) < lasts <= LONGEST):
        raise ValueError(f"{uses} people within {lasts} is no invitation.")
    token = secrets.token_urlsafe(24)
    count = {"uses": uses, "uses_left": uses}
    SiteInvitation.objects.create(
        token_hash=hash_of(token), made_by=by, created_at=now, expires_at=now + lasts, **count
    )
    return token


@transaction.atomic
def end_invitation(invitation: SiteInvitation, *, by: User, now: datetime) -> None:
    """As often as one likes. Whoever joined with it stays."""
    if not can_invite_to_site(as_now(by), now=now):
        raise PermissionDenied(_("You cannot invite people to the site now."))
    SiteInvitation.objects.filter(pk=invitation.pk).delete()
    record_erasure("accounts.invitation", invitation.pk)


def end_again(keys: list[str], *, now: datetime) -> int:
    """After a restore."""
    return SiteInvitation.objects.filter(pk__in=keys).delete()[0]


def use_invitation(pk: int, *, now: datetime) -> bool:
    """False: it was used up or is over, perhaps since a moment ago."""
    usable = SiteInvitation.objects.usable(now).filter(pk=pk)
    return bool(usable.update(uses_left=F("uses_left") - 1))


def give_back_use(pk: int, *, now: datetime) -> None:
    """Whoever mistyped the address while joining uses it once, not twice. What was ended stays so."""
    SiteInvitation.objects.filter(pk=pk, uses_left__lt=F("uses"), expires_at__gt=now).update(
        uses_left=F("uses_left") + 1
    )
