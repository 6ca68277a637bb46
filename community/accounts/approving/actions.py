"""Wait for the team, be let in, and every other end of a request. Who may answer is for moderation to ask."""

from datetime import datetime

from django.db import transaction

from community.accounts.approving.models import SignUpRequest
from community.accounts.models import User

Ended = SignUpRequest.Ended


def wait_for_team(member: User, *, now: datetime) -> SignUpRequest:
    """In the transaction that makes the account."""
    member.is_active = False
    member.save(update_fields=["is_active"])
    return SignUpRequest.objects.create(member=member, made_at=now)


def ask_team(member: User, *, now: datetime) -> bool:
    """The address is confirmed. False where it was before: the first day counts."""
    own = SignUpRequest.objects.open().filter(member=member, asked_at=None)
    return bool(own.update(asked_at=now))


@transaction.atomic
def open_account(request: SignUpRequest) -> bool:
    """False where somebody was faster."""
    if _held(request) is None:
        return False
    User.objects.filter(pk=request.member_id).update(is_active=True)
    SignUpRequest.objects.filter(pk=request.pk).delete()
    return True


@transaction.atomic
def end_request(request: SignUpRequest, *, ended: Ended, now: datetime) -> bool:
    """From now on nobody answers it, and the account is to be erased. False where somebody was faster."""
    if _held(request) is None:
        return False
    SignUpRequest.objects.filter(pk=request.pk).update(ended=ended, ended_at=now)
    return True


def forget_opened_by_hand() -> None:
    """Whoever looks after the site switched the account on in the admin."""
    SignUpRequest.objects.filter(member__is_active=True).delete()


def _held(request: SignUpRequest) -> SignUpRequest | None:
    """Two moderators, and whoever gives up meanwhile, come one after the other."""
    return SignUpRequest.objects.open().select_for_update(of=("self",)).filter(pk=request.pk).first()
