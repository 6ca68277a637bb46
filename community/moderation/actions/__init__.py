"""Every write of moderation, by what is done. Whoever writes locks the subject's row first and the case's second."""

from community.moderation.actions.appealing import answer_appeal, appeal
from community.moderation.actions.cases import (
    CaseMoved,
    claim,
    follow_groups,
    note,
    open_case,
    open_own_look,
    release,
    release_idle,
)
from community.moderation.actions.deciding import Ruling, answer_proposal, decide, undo
from community.moderation.actions.reporting import ReportRefused, Visitor, challenge, file_report, report_of
from community.moderation.actions.sweeping import sweep

__all__ = [
    "CaseMoved",
    "ReportRefused",
    "Ruling",
    "Visitor",
    "answer_appeal",
    "answer_proposal",
    "appeal",
    "challenge",
    "claim",
    "decide",
    "file_report",
    "follow_groups",
    "note",
    "open_case",
    "open_own_look",
    "release",
    "release_idle",
    "report_of",
    "sweep",
    "undo",
]
