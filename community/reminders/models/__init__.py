"""A member's own reminders and every moment at which one fell due."""

from community.reminders.models.occurrences import Correction, Occurrence
from community.reminders.models.reminders import (
    FIRST_DATE,
    HIGHEST_COUNT,
    LAST_DATE,
    LONGEST_INTERVAL,
    MOST_LEFT_OUT,
    MOST_REPEATS,
    MOST_TIMES_A_DAY,
    REPEATS,
    Reminder,
)
from community.reminders.models.wishes import Wishes
from community.reminders.models.zone_rules import ZoneRules

__all__ = [
    "FIRST_DATE",
    "HIGHEST_COUNT",
    "LAST_DATE",
    "LONGEST_INTERVAL",
    "MOST_LEFT_OUT",
    "MOST_REPEATS",
    "MOST_TIMES_A_DAY",
    "REPEATS",
    "Correction",
    "Occurrence",
    "Reminder",
    "Wishes",
    "ZoneRules",
]
