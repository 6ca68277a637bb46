"""Decide a case, propose what takes two, agree, and take a decision back."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.actions import lift_sanction, sanction
from community.accounts.holding import as_now
from community.accounts.models import Sanction, User
from community.core.models import SAME_SUBMIT
from community.moderation.actions.cases import CaseMoved, Kind, locked, must_be_current, must_be_told, record
from community.moderation.actions.telling import tell_author, tell_reporters, tell_undone
from community.moderation.duty.actions import ask_to_check_in
from community.moderation.measures import MEASURES
from community.moderation.models import RESTRICTING, Case, Decision, Proposal, Undoing
from community.moderation.permissions import (
    can_restrict,
    why_not_decide,
    why_not_handle,
    why_not_restrict,
    why_not_undo,
)

AUTOMATIC = [Case.Origin.WORDS, Case.Origin.CRISIS, Case.Origin.HELD, Case.Origin.NEWCOMER]


@dataclass(frozen=True)
class Ruling:
    """What a moderator chose. `days` of a silence or suspension; None: without an end, which takes two."""

    outcome: str
    guideline: str = ""
    words: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    sanction: int | None = None
    days: int | None = None

    @property
    def restricts(self) -> bool:
        return self.outcome in RESTRICTING or self.sanction is not None

    @property
    def takes_two(self) -> bool:
        return self.sanction is not None and self.sanction > Sanction.Kind.WARNING and self.days is None

    @property
    def chosen(self) -> dict[str, Any]:
        guideline = self.guideline if self.restricts else ""
        return {"outcome": self.outcome, "details": self.details, "guideline": guideline, "words": self.words}

    @classmethod
    def of(cls, proposal: Proposal) -> "Ruling":
        chosen = {name: getattr(proposal, name) for name in ("outcome", "guideline", "words", "details")}
        return cls(**chosen, sanction=proposal.sanction_kind)


@transaction.atomic
def decide(case: Case, *, moderator: User, version: int, ruling: Ruling, now: datetime) -> Decision | Proposal:
    """Close a case as it was at `version`, make it so, and tell everyone concerned. What takes two is proposed."""
    case, moderator = locked(case), as_now(moderator)
    if (twin := _twin(case, moderator, ruling, now=now)) is not None:
        return twin
    if case.decided_at is not None:
        raise CaseMoved(
            _("Another moderator has decided this case while you were reading. Nothing was changed by you.")
        )
    must_be_told(why_not_decide(moderator, case, now=now))
    must_be_current(case, version)
    _must_fit(case, moderator, ruling)
    if ruling.takes_two:
        return _propose(case, moderator=moderator, ruling=ruling, now=now)
    return settle(case, moderator=moderator, ruling=ruling, now=now)


def _twin(case: Case, moderator: User, ruling: Ruling, *, now: datetime) -> Decision | Proposal | None:
    """A double click, a reload or a retry of what was decided already."""
    same = {"moderator": moderator, "created_at__gt": now - SAME_SUBMIT, **ruling.chosen}
    if ruling.takes_two:
        return case.proposals.filter(**same).last()
    return case.decisions.filter(**same, undoing=None).last()


def _must_fit(case: Case, moderator: User, ruling: Ruling) -> None:
    if case.decision is not None:
        raise PermissionDenied(_("The author has asked to look again: answer that first."))
    if not MEASURES[ruling.outcome].fits(case):
        raise PermissionDenied(_("This cannot be done with the text as it is now."))
    if ruling.restricts and not ruling.guideline:
        raise PermissionDenied(_("Choose the guideline, so that the author learns why."))
    if ruling.sanction is not None and not can_restrict(moderator, case, ruling.sanction):
        raise PermissionDenied(why_not_restrict(moderator, case))


def _propose(case: Case, *, moderator: User, ruling: Ruling, now: datetime) -> Proposal:
    if case.proposals.open().exists():
        raise PermissionDenied(_("A proposal for this case waits already for a second moderator."))
    proposal = case.proposals.create(
        moderator=moderator, sanction_kind=ruling.sanction or 0, created_at=now, **ruling.chosen
    )
    record(case, Kind.PROPOSED, actor=moderator, words=ruling.words, now=now)
    return proposal


def settle(
    case: Case,
    *,
    moderator: User,
    ruling: Ruling,
    now: datetime,
    seconded_by: User | None = None,
    excerpt: str = "",
) -> Decision:
    """Make it so and tell everyone concerned; whoever calls has asked whether it may be. `excerpt` where the decision
    is about more than the text of the case."""
    excerpt, details = excerpt or case.text_now, ruling.details | {"guideline": ruling.guideline}
    before = MEASURES[ruling.outcome].carry_out(case, moderator=moderator, details=details, now=now)
    decision = case.decisions.create(
        moderator=moderator,
        seconded_by=seconded_by,
        source=_source_of(case),
        excerpt=excerpt,
        before=before,
        sanction=_sanction(case, ruling, now=now),
        created_at=now,
        **ruling.chosen,
    )
    closed = {"decision": decision, "decided_at": now, "assignee": None, "active_at": None}
    record(case, Kind.DECIDED, actor=moderator, words=decision.done, now=now, **closed)
    tell_author(decision, now=now)
    tell_reporters(case, decision, now=now)
    ask_to_check_in(case, member=moderator, now=now)
    return decision


def _source_of(case: Case) -> str:
    if case.reports.exists():
        return Decision.Source.REPORT
    return Decision.Source.RULE if case.origin in AUTOMATIC else Decision.Source.TEAM


def _sanction(case: Case, ruling: Ruling, *, now: datetime) -> Sanction | None:
    if ruling.sanction is None:
        return None
    has_end = ruling.days is not None and ruling.sanction != Sanction.Kind.WARNING
    until = now + timedelta(days=ruling.days or 0) if has_end else None
    return sanction(case.author, kind=Sanction.Kind(ruling.sanction), until=until, now=now)


@transaction.atomic
def answer_proposal(proposal: Proposal, *, moderator: User, agreed: bool, now: datetime) -> Decision | None:
    """A second moderator agrees, and it is decided; or does not, and nothing has happened. None: not agreed."""
    case, moderator = locked(proposal.case), as_now(moderator)
    proposal = Proposal.objects.select_for_update(no_key=True, of=("self",)).get(pk=proposal.pk)
    if proposal.answered_at is not None and (proposal.answered_by, proposal.agreed) == (moderator, agreed):
        return case.decisions.filter(seconded_by=moderator, created_at=proposal.answered_at).last()  # a double click
    if proposal.answered_at is not None or not case.is_open:
        raise CaseMoved(_("Somebody has answered this before. Nothing was changed by you."))
    must_be_told(why_not_handle(moderator, case) or _why_not_second(moderator, proposal, case))
    proposal.answered_by, proposal.answered_at, proposal.agreed = moderator, now, agreed
    proposal.save(update_fields=["answered_by", "answered_at", "agreed"])
    if not agreed:
        record(case, Kind.REFUSED, actor=moderator, now=now)
        return None
    ruling = Ruling.of(proposal)
    _must_fit(case, moderator, ruling)
    return settle(case, moderator=proposal.moderator, ruling=ruling, seconded_by=moderator, now=now)


def _why_not_second(moderator: User, proposal: Proposal, case: Case) -> str:
    if moderator.pk == proposal.moderator_id:
        return _("You proposed it. A second moderator has to agree.")
    if not can_restrict(moderator, case, proposal.sanction_kind):
        return why_not_restrict(moderator, case)
    return ""


@transaction.atomic
def undo(decision: Decision, *, moderator: User, words: str = "", now: datetime) -> Undoing:
    """Within a day: as if it had not been decided. The case waits again, with the one who undid it."""
    case = decision.case = locked(decision.case)
    if (twin := Undoing.objects.filter(decision=decision, moderator=moderator).first()) is not None:
        return twin
    must_be_told(why_not_undo(as_now(moderator), decision, now=now))
    take_effect_back(decision, moderator=moderator, now=now)
    undoing = Undoing.objects.create(decision=decision, moderator=moderator, words=words, created_at=now)
    state = _after_undoing(case, moderator, now=now)
    record(case, Kind.UNDONE, actor=moderator, words=words, now=now, decision=None, **state)
    tell_undone(decision, now=now)
    return undoing


def _after_undoing(case: Case, moderator: User, *, now: datetime) -> dict[str, Any]:
    """It waits with the one who undid it; with nobody when its author has asked for somebody else; and not at all
    beside a newer case about the same."""
    if Case.objects.open().filter(**{case.kind: case.subject}, decision=None).exclude(pk=case.pk).exists():
        return {"decided_at": case.decided_at or now, "assignee": None, "active_at": None}
    if not case.is_open:
        return {"decided_at": None, "assignee": moderator, "active_at": now}
    return {"assignee": None, "active_at": None}


def take_effect_back(decision: Decision, *, moderator: User, now: datetime) -> None:
    measure = MEASURES[decision.outcome]
    measure.undo(decision.case, moderator=moderator, before=decision.before, now=now)
    if decision.sanction is not None:
        lift_sanction(decision.sanction, now=now)
