"""Two meetings in the room of the same world: one is to come, the other runs."""

from datetime import timedelta

from community.calendars.actions import make_feed
from community.chat.actions.meetings import open_meeting
from tests.chat.meetings.factories import attend, make_meeting
from tests.factories import NOON

NAMES = ("meeting", "calendar", "attend", "decline", "change_meeting", "move_meeting", "cancel_meeting", "to_calendar")


def meetings(world, room) -> dict[str, dict[str, object]]:
    coming, running = make_meeting(room, world.gil), make_meeting(room, world.gil, starts_on=NOON.date(), title="Now")
    open_meeting(meeting=running, host=world.gil, now=NOON + timedelta(hours=5))
    attend(running, world.ada)
    attend(coming, world.ada)
    return {
        "calendars:feed": {"token": make_feed(member=world.ada, now=NOON)},
        **{f"chat:{name}": {"pk": coming.pk} for name in NAMES},
        **{name: {"pk": running.pk} for name in ("chat:hand", "chat:agree", "chat:console", "pages:summary")},
    }
