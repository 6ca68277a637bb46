"""Every write of this app."""

from community.carers.actions.acting import (
    NoLongerHelps,
    TooMuch,
    erase_offered,
    hold,
    hold_member,
    is_too_fast,
    mind_pace,
    offer_draft,
    record_act,
    take_draft,
    throw_away,
    throw_away_again,
)
from community.carers.actions.ending import (
    choose_naming,
    end,
    end_again,
    forget_invitations,
    renew,
    tell_of_ending,
)
from community.carers.actions.inviting import Wishes, accept, decline, invite, invite_by_link

__all__ = [
    "NoLongerHelps",
    "TooMuch",
    "Wishes",
    "accept",
    "choose_naming",
    "decline",
    "end",
    "end_again",
    "erase_offered",
    "forget_invitations",
    "hold",
    "hold_member",
    "invite",
    "invite_by_link",
    "is_too_fast",
    "mind_pace",
    "offer_draft",
    "record_act",
    "renew",
    "take_draft",
    "tell_of_ending",
    "throw_away",
    "throw_away_again",
]
