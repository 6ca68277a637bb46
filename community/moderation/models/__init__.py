"""Reports of members, the case they make together, what the team decided, and the appeal."""

from community.moderation.approving.models import SignUpAnswer
from community.moderation.complaints.models import Complaint
from community.moderation.compliance.models import ReviewEntry
from community.moderation.duty.models import Alert, CareLimit, CheckIn, Debrief, Shift, TrainingDone
from community.moderation.models.cases import HARD, IDLE, Case, CaseEvent, Risk
from community.moderation.models.decisions import (
    RESTRICTING,
    TIME_TO_APPEAL,
    TIME_TO_UNDO,
    Answer,
    Appeal,
    Decision,
    Guideline,
    Outcome,
    Proposal,
    Undoing,
)
from community.moderation.models.reports import RISKS, Challenge, Report, risk_of
from community.moderation.records.models import MemberNote
from community.moderation.team.models import CannedReply, TeamMessage, TeamRoom, TeamThread
from community.moderation.unmasking.models import Unmasking, UnmaskingView

__all__ = [
    "HARD",
    "IDLE",
    "RESTRICTING",
    "RISKS",
    "TIME_TO_APPEAL",
    "TIME_TO_UNDO",
    "Alert",
    "Answer",
    "Appeal",
    "CannedReply",
    "CareLimit",
    "Case",
    "CaseEvent",
    "Challenge",
    "CheckIn",
    "Complaint",
    "Debrief",
    "Decision",
    "Guideline",
    "MemberNote",
    "Outcome",
    "Proposal",
    "Report",
    "ReviewEntry",
    "Risk",
    "Shift",
    "SignUpAnswer",
    "TeamMessage",
    "TeamRoom",
    "TeamThread",
    "TrainingDone",
    "Undoing",
    "Unmasking",
    "UnmaskingView",
    "risk_of",
]
