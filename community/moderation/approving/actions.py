"""Let somebody in or not, and look after what nobody answers."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from community.accounts.approving.actions import Ended, end_request, forget_opened_by_hand, open_account
from community.accounts.holding import as_now
from community.accounts.models import SignUpRequest, User
from community.core.phrases import filled
from community.moderation.approving.letters import tell_let_in, tell_not_answered, tell_not_let_in
from community.moderation.approving.models import SignUpAnswer
from community.moderation.permissions import looks_after
from community.notifications.actions import notify, take_back
from community.notifications.models import Notification

REMINDED = "sign-up-requests"


@transaction.atomic
def let_in(request: SignUpRequest, *, moderator: User, now: datetime) -> bool:
    """False where somebody was faster."""
    _must_look_after(moderator)
    if not open_account(request):
        return False
    _record(request, moderator, said_yes=True, now=now)
    tell_let_in(request.member, now=now)
    return True


@transaction.atomic
def turn_down(request: SignUpRequest, *, moderator: User, now: datetime) -> bool:
    """The account is erased once the mail has left (privacy). False where somebody was faster."""
    _must_look_after(moderator)
    if not end_request(request, ended=Ended.REFUSED, now=now):
        return False
    _record(request, moderator, said_yes=False, now=now)
    tell_not_let_in(request.member, now=now)
    return True


def look_at_requests(*, now: datetime) -> int:
    """Once a day: what was not answered for too long ends, and the team is reminded of the rest. How many wait."""
    forget_opened_by_hand()
    for request in SignUpRequest.objects.unanswered(now).select_related("member"):
        _lapse(request, now=now)
    waiting, late = SignUpRequest.objects.numbers(now)
    _remind(waiting, late, now=now)
    return waiting


@transaction.atomic
def _lapse(request: SignUpRequest, *, now: datetime) -> None:
    """Nobody is written to at an address that was never confirmed."""
    if end_request(request, ended=Ended.LAPSED, now=now) and request.asked_at is not None:
        tell_not_answered(request.member, now=now)


@transaction.atomic
def _remind(waiting: int, late: int, *, now: datetime) -> None:
    """One notice for each moderator, which says how it stands today."""
    team = User.objects.filter(is_moderator=True, is_active=True)
    take_back(team, key=REMINDED, now=now)
    if not waiting:
        return
    words = ngettext_lazy(
        "%(number)s person waits to join. Longer than we say: %(late)s.",
        "%(number)s people wait to join. Longer than we say: %(late)s.",
        waiting,
    )
    text, url = filled(words, number=waiting, late=late), reverse("moderation:requests")
    for person in team:
        notify(recipient=person, kind=Notification.Kind.MODERATION, text=text, url=url, key=REMINDED, now=now)


def _record(request: SignUpRequest, moderator: User, *, said_yes: bool, now: datetime) -> None:
    told = {"said_yes": said_yes, "asked_at": request.asked_at, "created_at": now}
    SignUpAnswer.objects.create(number=request.pk, moderator=moderator, **told)


def _must_look_after(moderator: User) -> None:
    if not looks_after(as_now(moderator), None):
        raise PermissionDenied(_("Only moderators of the site answer requests to join."))
