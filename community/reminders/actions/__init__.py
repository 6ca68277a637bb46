"""Every write to reminders."""

from community.reminders.actions.answering import answer
from community.reminders.actions.firing import fire
from community.reminders.actions.reckoning import NothingAhead
from community.reminders.actions.setting import (
    change_reminder,
    end_reminder,
    pause_reminder,
    resume_reminder,
    set_reminder,
)
from community.reminders.actions.zone_rules import follow_zone_rules

__all__ = [
    "NothingAhead",
    "answer",
    "change_reminder",
    "end_reminder",
    "fire",
    "follow_zone_rules",
    "pause_reminder",
    "resume_reminder",
    "set_reminder",
]
