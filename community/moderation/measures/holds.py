"""Two decisions can hold the same thing: a text is hidden, a thread locked, a content note set, until the last of them
is taken back. One can also have replaced what another did, which is taken back first."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q

from community.chat.models import Message
from community.moderation.models import Case, Decision, Outcome

State = dict[str, Any]


def is_last_hold(case: Case, outcomes: list[str], *, since: datetime | None, **same: object) -> bool:
    """No other decision in force holds it, and it was a decision that did it at this moment, in which it began: what
    was so before, or was done by hand between two decisions, stays so."""
    decisions = Decision.objects.filter(outcome__in=outcomes, **same)
    others = decisions.filter(case__decision=F("pk")).exclude(case=case)
    if since is None or others.exists():
        return False
    return decisions.filter(before__done=True, created_at=since).exists()


def notes_held_alone(case: Case, wanted: int) -> int:
    """Those of the wanted content notes that a decision added and no other one in force wants."""
    decisions = Decision.objects.filter(outcome=Outcome.NOTED, **{f"case__{case.kind}": case.subject})
    others = decisions.filter(case__decision=F("pk")).exclude(case=case)
    added = reduce(or_, (one.before["added"] for one in decisions), 0)
    return wanted & added & ~reduce(or_, (one.details["notes"] for one in others), 0)


def state_below(case: Case, before: State, *, put: str, was: str, **same: object) -> State:
    """What stands there once this decision is taken back: not what an earlier one put there that no longer holds."""
    earlier = Decision.objects.filter(pk__lt=case.decision_id, **same).exclude(case__decision=F("pk"))
    for decision in earlier.order_by("-pk"):
        if decision.before[put] == before[was]:
            before = decision.before
    return before


def is_last_hold_of(message: Message, case: Case) -> bool:
    """The same for a chat message, which a decision about others of its author may hold too."""
    hides = Decision.objects.filter(outcome__in=[Outcome.HIDDEN, Outcome.REMOVED], case__author=message.author_id)
    about = hides.filter(Q(case__message=message) | Q(details__has_key="hours")).select_related("case")
    held = [(decision, message.pk in decision.before.get("also", [])) for decision in about]
    concern = [(decision, also) for decision, also in held if also or decision.case.message_id == message.pk]
    others = [decision for decision, _ in concern if decision.case_id != case.pk and decision.is_in_force]
    return not others and any(also or decision.before.get("done") for decision, also in concern)
