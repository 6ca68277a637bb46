"""Every write about shifts, alerts and care. Knows nothing of `moderation.actions`, which calls it."""

from community.moderation.duty.actions.alerting import alert_due, alert_next, pass_alert_on, stand_down
from community.moderation.duty.actions.caring import (
    ask_to_check_in,
    check_in_done,
    need_no_debrief,
    remove_debrief,
    remove_debriefs_again,
    set_limit,
    tick_training,
    write_debrief,
)
from community.moderation.duty.actions.shifts import give_back, hand_over, take_shifts

__all__ = [
    "alert_due",
    "alert_next",
    "ask_to_check_in",
    "check_in_done",
    "give_back",
    "hand_over",
    "need_no_debrief",
    "pass_alert_on",
    "remove_debrief",
    "remove_debriefs_again",
    "set_limit",
    "stand_down",
    "take_shifts",
    "tick_training",
    "write_debrief",
]
