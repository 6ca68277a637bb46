"""Who may come to the form for joining, and the use of an invitation by whoever sends it."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from community.accounts.inviting.actions import give_back_use, use_invitation
from community.accounts.inviting.ways import APPROVAL, INVITED
from community.accounts.models import SiteInvitation

KEPT, USED = "site_invitation", "site_invitation_used"  # in the session: which one, never its address


def needs_invitation(request: HttpRequest) -> bool:
    """Whether the door is shut for this browser."""
    return settings.SIGN_UP == INVITED and not has_invitation(request)


def has_invitation(request: HttpRequest) -> bool:
    usable = SiteInvitation.objects.usable(timezone.now())
    return KEPT in request.session and usable.filter(pk=request.session[KEPT]).exists()


def come_in(request: HttpRequest) -> bool:
    """With the form sent: one use less, whether or not the address has an account. That way nobody learns from the
    invitation which addresses do. Where the team looks at each request, whoever has none comes in as well,
    and waits."""
    if settings.SIGN_UP not in (INVITED, APPROVAL):
        return True
    invitation = request.session.get(KEPT, 0)
    if not use_invitation(invitation, now=timezone.now()):
        request.session.pop(USED, None)
        return settings.SIGN_UP == APPROVAL
    request.session[USED] = invitation
    return True


def was_invited(request: HttpRequest) -> bool:
    return USED in request.session


def step_back(request: HttpRequest) -> None:
    """The form that was just sent is filled in once more."""
    if (invitation := request.session.pop(USED, None)) is not None:
        give_back_use(invitation, now=timezone.now())


@transaction.atomic
def start_over(request: HttpRequest) -> None:
    """As above, later. The session is held: where nobody was made, nothing else tells the second of two presses."""
    held = Session.objects.select_for_update().filter(pk=request.session.session_key).first()
    if held is not None and USED in held.get_decoded():
        step_back(request)
        request.session.save()
    request.session.pop(USED, None)
