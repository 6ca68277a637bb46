"""Every write of the groups, by what is written."""

from community.groups.actions.invitations import answer_invitation, invite, withdraw_invitation
from community.groups.actions.memberships import (
    LastModerator,
    forget_departures,
    join_group,
    leave_group,
    undo_leaving,
)
from community.groups.actions.requests import answer_request, ask_to_join, look_at_request, look_at_requests
from community.groups.actions.roles import remove_member, set_role
from community.groups.actions.settings import change_settings

__all__ = [
    "LastModerator",
    "answer_invitation",
    "answer_request",
    "ask_to_join",
    "change_settings",
    "forget_departures",
    "invite",
    "join_group",
    "leave_group",
    "look_at_request",
    "look_at_requests",
    "remove_member",
    "set_role",
    "undo_leaving",
    "withdraw_invitation",
]
