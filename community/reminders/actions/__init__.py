"""Every write to reminders."""

from community.reminders.actions.answering import answer, miss
from community.reminders.actions.bad_day import start_bad_day, undo_bad_day
from community.reminders.actions.correcting import correct_answer
from community.reminders.actions.erasing import erase_reminders
from community.reminders.actions.firing import TOGETHER, fire, fire_some, ring_again
from community.reminders.actions.moving import FollowingComesFirst, NextIsAnother, as_moved, move_following, move_next
from community.reminders.actions.reckoning import NothingAhead
from community.reminders.actions.rows import WordsAreClosed
from community.reminders.actions.setting import (
    change_reminder,
    end_reminder,
    pause_reminder,
    resume_reminder,
    set_reminder,
    tell_once,
)
from community.reminders.actions.snoozing import NextComesFirst, snooze
from community.reminders.actions.travelling import follow_member, keep_home_time
from community.reminders.actions.undoing import undo_answer
from community.reminders.actions.zone_rules import follow_zone_rules

__all__ = [
    "TOGETHER",
    "FollowingComesFirst",
    "NextComesFirst",
    "NextIsAnother",
    "NothingAhead",
    "WordsAreClosed",
    "answer",
    "as_moved",
    "change_reminder",
    "correct_answer",
    "end_reminder",
    "erase_reminders",
    "fire",
    "fire_some",
    "follow_member",
    "follow_zone_rules",
    "keep_home_time",
    "miss",
    "move_following",
    "move_next",
    "pause_reminder",
    "resume_reminder",
    "ring_again",
    "set_reminder",
    "snooze",
    "start_bad_day",
    "tell_once",
    "undo_answer",
    "undo_bad_day",
]
