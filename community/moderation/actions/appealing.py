"""The author asks that somebody else looks again, and somebody does."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.moderation.actions.cases import CaseMoved, Kind, locked, must_be_current, must_be_told, record
from community.moderation.actions.deciding import take_effect_back
from community.moderation.actions.telling import tell_answer, tell_reporters
from community.moderation.models import Answer, Appeal, Case, Decision
from community.moderation.permissions import can_appeal, why_not_decide


@transaction.atomic
def appeal(decision: Decision, *, author: User, words: str, now: datetime) -> Appeal:
    """Open the case again for a moderator who had no part in the decision, which holds until then."""
    case = decision.case = locked(decision.case)
    own = case.author_id == author.pk
    if own and (twin := Appeal.objects.filter(decision=decision, words=words).first()) is not None:
        return twin
    decision = Decision.objects.get(pk=decision.pk)  # whether it was appealed is asked anew
    decision.case = case
    if not can_appeal(as_now(author), decision, now=now):
        raise PermissionDenied(_("You have asked already, or this cannot be looked at again."))
    appeal = Appeal.objects.create(decision=decision, words=words, created_at=now)
    record(case, Kind.APPEALED, actor=None, now=now, decided_at=None, assignee=None, active_at=None)
    return appeal


@transaction.atomic
def answer_appeal(case: Case, *, moderator: User, version: int, upheld: bool, words: str, now: datetime) -> Answer:
    """Upheld: the decision no longer holds, and its effect is undone. Otherwise it stands for good."""
    case = locked(case)
    same = {"moderator": moderator, "upheld": upheld, "words": words, "created_at__gt": now - SAME_SUBMIT}
    if (twin := Answer.objects.filter(appeal__decision__case=case, **same).last()) is not None:
        return twin
    waiting = Appeal.objects.open().filter(decision=case.decision_id).select_related("decision").first()
    if waiting is None or not case.is_open:
        raise CaseMoved(_("Another moderator has answered this while you were reading. Nothing was changed by you."))
    must_be_told(why_not_decide(as_now(moderator), case, now=now))
    must_be_current(case, version)
    decision = waiting.decision
    decision.case = case
    answer = Answer.objects.create(appeal=waiting, moderator=moderator, upheld=upheld, words=words, created_at=now)
    if upheld:
        take_effect_back(decision, moderator=moderator, now=now)
    in_force = None if upheld else decision
    closed = {"decided_at": now, "decision": in_force, "assignee": None, "active_at": None}
    label = _("Upheld: it no longer holds") if upheld else _("The decision stands")
    record(case, Kind.ANSWERED, actor=moderator, words=label, now=now, **closed)
    waiting.decision = decision
    tell_answer(waiting, answer, now=now)
    if upheld:
        tell_reporters(case, None, now=now)
    return answer
