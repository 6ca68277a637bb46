"""Every write of somebody who leaves."""

from community.privacy.leaving.actions.account import LEAVING_KEPT, forget_leavings, forget_sealed
from community.privacy.leaving.actions.decided import settle_decided
from community.privacy.leaving.actions.leaving import GRACE, erase_due, has_stayed, leave, stay
from community.privacy.leaving.actions.not_let_in import begin_unconfirmed, give_up_request

__all__ = [
    "GRACE",
    "LEAVING_KEPT",
    "begin_unconfirmed",
    "erase_due",
    "forget_leavings",
    "forget_sealed",
    "give_up_request",
    "has_stayed",
    "leave",
    "settle_decided",
    "stay",
]
