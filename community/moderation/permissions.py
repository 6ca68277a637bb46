"""Who may report, open the queue, decide a case and ask that it is looked at again."""

from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.conversations.permissions import can_hide
from community.groups.models import Membership
from community.groups.permissions import can_moderate
from community.moderation.models import Case, Decision


def can_report(user: User | AnonymousUser) -> bool:
    """Every member, the newest and the silenced too."""
    return isinstance(user, User) and user.is_active


def can_open_queue(user: User | AnonymousUser) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_moderator or user.memberships.filter(role=Membership.Role.MODERATOR).exists()


def can_moderate_case(user: User | AnonymousUser, case: Case) -> bool:
    """Nobody decides about own words, on an own report, or a second time on the same case."""
    group = case.group
    return (
        (can_hide(user) if group is None else can_moderate(user, group))
        and case.subject.author_id != user.pk
        and not case.reports.filter(reporter_id=user.pk).exists()
        and not case.decisions.filter(moderator_id=user.pk).exists()
    )


def can_appeal(user: User | AnonymousUser, decision: Decision) -> bool:
    """The author, once, while the text is still out of sight."""
    case = decision.case
    return (
        case.subject.author_id == user.pk
        and case.subject.hidden_at is not None
        and decision.hides
        and case.decided_at is not None
        and not hasattr(case, "appeal")
        and not Case.objects.open().filter(**{case.kind: case.subject}).exists()
    )
