"""Who may report, open the queue, decide a case and ask that it is looked at again.

`why_not…` answers with a sentence for the person who asks, empty when they may: pages show it, actions raise it.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.accounts.models import Sanction, User
from community.accounts.permissions import can_be_sanctioned_by
from community.conversations.permissions import can_hide
from community.groups.models import Membership, SupportGroup
from community.groups.permissions import can_moderate
from community.moderation.duty.care import why_rest
from community.moderation.models import Case, Decision
from community.moderation.models.decisions import TIME_TO_APPEAL


def can_report(user: User | AnonymousUser) -> bool:
    """Every member, the newest and the silenced too."""
    return isinstance(user, User) and user.is_active


def can_open_queue(user: User | AnonymousUser) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_moderator or user.memberships.filter(role=Membership.Role.MODERATOR).exists()


def looks_after(user: User | AnonymousUser, group: SupportGroup | None) -> bool:
    """What stands in no group is the site's moderators'."""
    return can_hide(user) if group is None else can_moderate(user, group)


def can_see_case(user: User | AnonymousUser, case: Case) -> bool:
    """As `Case.objects.visible_to`, for where it stands now."""
    return looks_after(user, case.place) and case.author_id != user.pk


def why_not_handle(user: User, case: Case) -> str:
    """Nobody judges own words, an own report, or somebody they know to be an equal."""
    if not looks_after(user, case.place):
        return _("Only moderators of the place it stands in look after this case.")
    if case.author_id == user.pk:
        return _("Nobody decides about their own words. Another moderator looks after this case.")
    if case.reports.filter(reporter=user).exists():
        return _("You reported it, so another moderator decides.")
    if knows_author(user, case) and is_peer(user, case):
        return _("It is about somebody of the team, and nobody judges an equal. Somebody else has to decide.")
    return ""


def knows_author(user: User, case: Case) -> bool:
    """By the own name, or by a look at the account, which two agreed to. For everybody else no answer may depend on who
    wrote it: it would tell whose name it is, or that it is somebody's of the team."""
    if not case.is_under_alias:
        return True
    return bool(case.unmaskings.filter(agreed_at__isnull=False, views__viewer=user).exists())


def why_not_own(user: User, pk: int) -> str:
    """For who acts on a case about themselves, which is not there for them to be read; empty for all others."""
    own = Case.objects.for_page().filter(author=user, pk=pk).first()
    return why_not_handle(user, own) if own is not None and looks_after(user, own.place) else ""


def is_peer(user: User, case: Case) -> bool:
    """Only asked of whoever `knows_author`."""
    author = case.author
    if author.is_moderator or author.is_superuser:
        return not can_be_sanctioned_by(user, author)
    if user.is_moderator or user.is_superuser or case.place is None:
        return False
    return can_moderate(author, case.place)


def why_not_claim(user: User, case: Case, *, now: datetime) -> str:
    if not case.is_open:
        return _("This case is decided.")
    holder = case.held_by(now)
    if holder is not None and holder.pk != user.pk:
        return _("%(name)s has taken this case on.") % {"name": holder}
    refusal = why_not_handle(user, case) or _why_not_again(user, case)
    return refusal or ("" if holder is not None else why_rest(user, case, now=now))


def why_not_decide(user: User, case: Case, *, now: datetime) -> str:
    if refusal := why_not_claim(user, case, now=now):
        return refusal
    if case.held_by(now) is None:
        return _("Take the case on first, so that nobody works on it twice.")
    return ""


def _why_not_again(user: User, case: Case) -> str:
    """An appeal is looked at by somebody who had no part in the decision."""
    decision = case.decision
    first = decision is not None and user.pk in (decision.moderator_id, decision.seconded_by_id)
    asked = Decision.objects.challenged_in(case), Decision.objects.appealed_and_undone_in(case)
    if first or any(decisions.made_by(user).exists() for decisions in asked):
        return _("You decided it the first time, so another moderator looks again.")
    return "" if decision is None else _why_not_lift(user, case, decision)


def _why_not_lift(user: User, case: Case, decision: Decision) -> str:
    """Nobody takes off an account what they could not have put on it."""
    if decision.sanction is None or can_lift(user, case, decision.sanction.kind):
        return ""
    return _("It limits an account, so a moderator of the site has to look at it.")


def why_not_undo(user: User, decision: Decision, *, now: datetime) -> str:
    case = decision.case
    if case.decision_id != decision.pk:
        return _("This decision is no longer in force.")
    if not decision.can_still_be_undone(now):
        return _("A decision can be undone for 24 hours. After that, its author can ask us to look again.")
    return why_not_handle(user, case) or _why_not_lift(user, case, decision)


def can_restrict(user: User, case: Case, kind: int) -> bool:
    """Warn whoever one may judge; silence and suspend only as a moderator of the site, and nobody above. Nobody is
    limited for words that nobody has read, or by somebody who does not know whom they limit: it could be an equal."""
    if case.is_call_for_help and not case.reports.exists():
        return False
    if not knows_author(user, case):
        return False
    if kind == Sanction.Kind.WARNING:
        return not is_peer(user, case)
    return (user.is_moderator or user.is_superuser) and can_be_sanctioned_by(user, case.author)


def why_not_restrict(user: User, case: Case) -> str:
    """For whoever may not: the same for every author whom they do not know."""
    if case.is_call_for_help:
        return _("Nobody has read what was written, so nothing can be decided against whoever wrote it.")
    if not knows_author(user, case):
        return _("Nobody is warned or limited before two moderators have looked the name up. You would be one of them.")
    return _("You cannot limit this account. Ask a moderator of the whole site.")


def can_lift(user: User, case: Case, kind: int) -> bool:
    """Whoever does not know whose account it is: by what they are themselves, and by nothing else."""
    if knows_author(user, case):
        return can_restrict(user, case, kind)
    of_the_site = (user.is_moderator or user.is_superuser) and not user.is_silenced and not user.is_suspended
    return kind == Sanction.Kind.WARNING or of_the_site


def can_appeal(user: User | AnonymousUser, decision: Decision, *, now: datetime) -> bool:
    """Its author, once, within six months, as long as it is in force."""
    case = decision.case
    return (
        case.author_id == user.pk
        and case.decision_id == decision.pk
        and decision.restricts
        and not hasattr(decision, "appeal")
        and now - decision.created_at < TIME_TO_APPEAL
    )
