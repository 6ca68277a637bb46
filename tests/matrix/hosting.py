"""What hosts of the room in the same world look after."""

from datetime import timedelta

from community.chat.actions import pause_member
from community.moderation.removals.actions import remove_recent
from tests.chat.factories import make_message
from tests.factories import NOON
from tests.matrix.in_the_admin import Kwargs


def hosting(world, room) -> Kwargs:
    """Nia's message waits for a host, Bo has a pause, and what he said is out of sight."""
    of_room = ("settings", "host", "open", "close", "pace", "calm", "end_calm", "add_reading")
    held = make_message(room, world.cast["newcomer"], "See https://example.org/")
    make_message(room, world.bo)
    said = {"room": room, "member": world.bo, "host": world.sam}
    removal = remove_recent(**said, hours=24, guideline="kindness", now=NOON)[0]
    pause = pause_member(**said, length=timedelta(hours=1), reason="Please rest.", now=NOON)
    article = room.reading.create(title="Support groups", path="/resources/living/support-groups/")
    return {
        **{f"chat:{name}": {"slug": room.slug} for name in of_room},
        **{f"chat:{name}": {"slug": room.slug, "pk": held.pk} for name in ("let_appear", "keep_back")},
        **{f"chat:{name}": {"slug": room.slug, "pk": article.pk} for name in ("move_reading", "remove_reading")},
        "chat:group_rooms": {"slug": world.group.slug},
        "chat:end_pause": {"slug": room.slug, "pk": pause.pk},
        **{name: {"slug": room.slug, "username": "Bo"} for name in ("chat:host_member", "moderation:remove_recent")},
        "moderation:undo_removal": {"pk": removal.pk},
    }
