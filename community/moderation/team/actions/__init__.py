"""Every write of what the team shares."""

from community.moderation.team.actions.messages import lay_aside, look_at_messages, write_as_team, write_to_team
from community.moderation.team.actions.replies import save_reply
from community.moderation.team.actions.room import come_in, follow_team, room_of_team

__all__ = [
    "come_in",
    "follow_team",
    "lay_aside",
    "look_at_messages",
    "room_of_team",
    "save_reply",
    "write_as_team",
    "write_to_team",
]
