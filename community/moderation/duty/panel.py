"""What the queue and a case say to whoever works on them: who is on duty, time for a break, who would like a word."""

from datetime import datetime
from typing import Any

from community.accounts.models import User
from community.moderation.duty.actions.alerting import is_waiting
from community.moderation.duty.care import needs_break
from community.moderation.duty.ladder import turn_of
from community.moderation.duty.models import TIME_FOR_A_NOTE, TIME_TO_CHECK_IN, CheckIn, Shift
from community.moderation.duty.permissions import can_keep_rota
from community.moderation.duty.watch import WATCH
from community.moderation.models.cases import Case


def panel_for(user: User, *, now: datetime) -> dict[str, Any]:
    check_ins = check_ins_for(user, now=now) if WATCH.has_check_ins(now) else []
    panel: dict[str, Any] = {
        "break": needs_break(user, now=now),
        "own_check_in": next((one for one in check_ins if one.member_id == user.pk), None),
        "check_ins": [one for one in check_ins if one.member_id != user.pk],
        "keeps_rota": can_keep_rota(user),
    }
    return panel | (rota_for(user, now=now) if panel["keeps_rota"] else {})


def check_ins_for(user: User, *, now: datetime) -> list[CheckIn]:
    waiting = CheckIn.objects.visible_to(user).waiting_for(user, overdue_since=now - TIME_TO_CHECK_IN)
    return list(waiting.select_related("member", "asked_of"))


def rota_for(user: User, *, now: datetime) -> dict[str, Any]:
    """The notes of those before are asked for by whoever is on duty only."""
    there = [shift for shift in WATCH.coming(now) if shift.is_running_at(now)]
    own = next((shift for shift in there if shift.member_id == user.pk), None)
    return {
        "own_shift": own,
        "others_there": [shift for shift in there if shift.member_id != user.pk],
        "notes": notes_for(user, now=now) if own else [],
    }


def notes_for(user: User, *, now: datetime) -> list[Shift]:
    """What others handed over lately, the latest first."""
    notes = Shift.objects.visible_to(user).handed_over(since=now - TIME_FOR_A_NOTE)
    return list(notes.exclude(member=user).select_related("member")[:5])


def case_panel_for(user: User, case: Case, *, now: datetime) -> dict[str, Any]:
    """`may_pass_alert`: this person was told of it, and it still waits."""
    told = is_waiting(case, now=now) and case.alerts.filter(turn=turn_of(case), passed_at=None, moderator=user).exists()
    return {"break": needs_break(user, now=now), "may_pass_alert": told}
