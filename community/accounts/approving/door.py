"""Whom the team looks at first, and what they are told before they type anything."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from community.accounts import closed
from community.accounts.approving.actions import ask_team
from community.accounts.inviting.door import has_invitation, was_invited
from community.accounts.inviting.ways import APPROVAL
from community.accounts.models import SignInEvent, SignUpRequest, User
from community.accounts.readers import speak_to
from community.accounts.sign_in_log import note


def days_to_wait(request: HttpRequest) -> int:
    """0: whoever joins here and now need not wait."""
    if settings.SIGN_UP != APPROVAL or has_invitation(request):
        return 0
    return int(settings.APPROVAL_WAIT_DAYS)


def has_to_wait(request: HttpRequest) -> bool:
    """With the form sent: whoever used an invitation does not."""
    return settings.SIGN_UP == APPROVAL and not was_invited(request)


def waits(member: User) -> bool:
    return not member.is_active and SignUpRequest.objects.open().filter(member=member).exists()


def was_refused(member: User) -> bool:
    return SignUpRequest.objects.ended().filter(member=member).exists()


def waiting_at(address: str) -> list[User]:
    """allauth asks for accounts that are switched on alone; these may show who they are as well."""
    theirs = {"member__emailaddress__email__iexact": address, "member__emailaddress__verified": True}
    return [found.member for found in SignUpRequest.objects.open().filter(**theirs).select_related("member")]


def request_here(request: HttpRequest, *, now: datetime) -> SignUpRequest | None:
    """Of whoever has just shown here that the account is theirs. The page is in their language from then on."""
    member = closed.closed_in(request.session, now=now)
    found = SignUpRequest.objects.visible_to(member).waiting().first() if member else None
    if member is not None and found is not None:
        speak_to(member)
    return found


def show_waiting(request: HttpRequest, member: User) -> HttpResponse:
    """After the right password or code. The first time it is the address that was confirmed, and no try to sign in."""
    now = timezone.now()
    if not ask_team(member, now=now):
        note(request, member, SignInEvent.Result.REFUSED)
    request.session.cycle_key()
    closed.let_in(request.session, member, now=now)
    return redirect("accounts:waiting")
