"""How fast one member's messages come, and which of them wait. What is refused for haste says how long; the text stays
with its author. Hosts are not asked. While the cache is away nobody is held to what only it knows, but to what rows
tell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.chat.models import Message, Room
from community.core.durations import in_words
from community.core.limits.counting import remember, remembered
from community.core.text import links_in
from community.words.matching import NOTHING, Verdict

NEW_TEXTS, NEW_PACE, FRESH_FOR = 3, timedelta(seconds=60), timedelta(days=4)
HOLD_FOR_HOST = timedelta(hours=24)  # then it appears by itself: nobody waits for a host who does not come
FLOOD_TIME, SAME_TIME = timedelta(seconds=10), timedelta(seconds=60)
REFUSALS, COOL_DOWN = 3, timedelta(seconds=60)  # whoever goes on after so many refusals rests


@dataclass(frozen=True)
class Often:
    """What one member may do so many times in so long, in all rooms together: each time every reader hears of it."""

    name: str
    most: int
    within: timedelta
    words: Promise


EDITS = Often(
    *("edits", 10, timedelta(minutes=5)),
    words=gettext_lazy(
        "You have changed a lot just now. You can change this again in %(when)s. Your text is still here."
    ),
)
RETURNS = Often(
    *("returns", 5, timedelta(minutes=5)),
    words=gettext_lazy("You have brought back a lot just now. You can bring this back in %(when)s."),
)
SIGNS_GIVEN = Often(
    *("signs", 20, timedelta(minutes=1)),
    words=gettext_lazy("You have given many signs just now. You can give this one in %(when)s."),
)
HANDS = Often(
    *("hands", 5, timedelta(minutes=5)),
    words=gettext_lazy("You have raised your hand many times just now. You can raise it again in %(when)s."),
)


class TooSoon(Exception):
    """Not now, but in `seconds`; `str()` is the sentence for its author."""

    def __init__(self, words: str, *, seconds: int) -> None:
        super().__init__(words)
        self.seconds = seconds


@dataclass(frozen=True)
class Hold:
    waits_for: Message.Wait
    until: datetime


def is_new(member: User) -> bool:
    """Until three of their texts have stood, whatever the age of the account. No query for whoever posts."""
    if member.accepted_posts >= NEW_TEXTS:
        return False
    stood = Message.objects.filter(author=member).shown()[: NEW_TEXTS - member.accepted_posts]
    return len(stood.values_list("pk")) + member.accepted_posts < NEW_TEXTS


def may_have_held(member: User, *, now: datetime) -> bool:
    """Whether it is worth asking: only what new members write is held, and whoever has just joined may have become
    settled while something of theirs waits."""
    return member.accepted_posts < NEW_TEXTS or now - member.date_joined < FRESH_FOR


def refuse_haste(author: User, room: Room, *, body: str, now: datetime, verdict: Verdict = NOTHING) -> None:
    """Raises `TooSoon`, or `PermissionDenied` for a link where there are none now. The room is locked: two windows
    cannot both be early enough. A call for help waits for no pace."""
    _refuse_flood(author, body=body, now=now)
    if verdict.crisis:
        return
    refuse_links(room, brought=links_in(body))
    if (seconds := seconds_to_wait(author, room, now=now)) > 0:
        raise TooSoon(_("%(pace)s Your text is still here.") % {"pace": wait_in_words(room, seconds)}, seconds=seconds)


def seconds_to_wait(author: User, room: Room, *, now: datetime) -> int:
    """Until this member's next turn; 0 where they may write at once."""
    return max(0, *(ceil((moment - now).total_seconds()) for moment in _turns(author, room, now=now)))


def wait_in_words(room: Room, seconds: int) -> str:
    when = {"when": in_words(seconds)}
    if room.pace_seconds:
        return _("The room is slow now. You can send in %(when)s.") % when
    return _("Your first messages come a minute apart. You can send in %(when)s.") % when


def refuse_hasty_edit(message: Message, *, body: str, now: datetime, is_host: bool, verdict: Verdict = NOTHING) -> None:
    """An edit must not say what a new message could not: no link that would be held or refused, and in a slow room
    the second change of one message takes its author's turn. To correct it once is free, and a few times elsewhere."""
    if is_host:
        return
    if not verdict.crisis:
        _refuse_edit_out_of_turn(message, body=body, now=now)
    refuse_often(message.author, EDITS, now=now)


def _refuse_edit_out_of_turn(message: Message, *, body: str, now: datetime) -> None:
    room, brought = message.room, links_in(body) - links_in(message.body)
    refuse_links(room, brought=brought)
    if (brought or room.calmed_at is not None) and is_new(message.author):
        raise PermissionDenied(_("These words would wait for a host. Write them as a new message."))
    if message.edited_at is None or not room.pace_seconds:
        return
    turn = max(message.edited_at, message.created_at) + timedelta(seconds=room.pace_seconds)
    if (seconds := ceil((turn - now).total_seconds())) > 0:
        words = _("The room is slow now. You can change this again in %(when)s. Your text is still here.")
        raise TooSoon(words % {"when": in_words(seconds)}, seconds=seconds)


def refuse_often(member: User, act: Often, *, now: datetime) -> None:
    """Counts this time, or raises `TooSoon`. Only one half of what goes to and fro is counted, never taking back: words
    are out of sight whenever their author wants it. In the cache, for not every act leaves a row."""
    key = f"chat-{act.name}-{member.pk}"
    counted: list[datetime] = remembered(key, [])
    lately = [moment for moment in counted if moment > now - act.within]
    if len(lately) >= act.most:
        seconds = max(1, ceil((lately[-act.most] + act.within - now).total_seconds()))
        raise TooSoon(str(act.words) % {"when": in_words(seconds)}, seconds=seconds)
    remember(key, [*lately, now], lasts=act.within.total_seconds())


def hold_of(
    author: User,
    room: Room,
    *,
    body: str,
    guard: timedelta | None,
    now: datetime,
    is_host: bool = False,
    verdict: Verdict = NOTHING,
) -> Hold | None:
    """Whether this message waits, and for whom."""
    if guard:
        return Hold(Message.Wait.GUARD, now + guard)  # asked anew when its author lets it go
    suspect = (room.calmed_at is not None or bool(links_in(body))) and not is_host and not verdict.crisis
    if suspect and is_new(author):
        return Hold(Message.Wait.HOST, now + HOLD_FOR_HOST)
    return None


def has_no_place_now(room: Room, body: str) -> bool:
    """A link in a room that was calmed since it was written."""
    return room.calmed_at is not None and bool(links_in(body))


def refuse_links(room: Room, *, brought: set[str]) -> None:
    if brought and room.calmed_at is not None:
        raise PermissionDenied(
            _("Links are off while the room is calm. Take the link out and send again; your text is still here.")
        )


def _turns(author: User, room: Room, *, now: datetime) -> Iterator[datetime]:
    """When this member's next turn comes: by the room's pace, and by that of a new member anywhere."""
    said = Message.objects.filter(author=author).order_by("-created_at").values_list("created_at", flat=True)
    if room.pace_seconds:
        yield from (last + timedelta(seconds=room.pace_seconds) for last in said.filter(room=room)[:1])
    if is_new(author):
        yield from (last + NEW_PACE for last in said[:1])
    yield now


def _refuse_flood(author: User, *, body: str, now: datetime) -> None:
    """The same words again and again, or more than anybody can type, wherever it is said."""
    key = f"chat-rest-{author.pk}"
    if (rests_until := remembered(key, now)) > now:
        raise _too_much(rests_until, now=now)
    said = list(
        Message.objects.filter(author=author, created_at__gt=now - SAME_TIME)
        .order_by("-created_at")
        .values_list("created_at", "body")
    )
    if (free_at := _free_after(said, body=body, now=now)) is not None:
        if _refused_so_often(author) >= REFUSALS:
            remember(key, now + COOL_DOWN, lasts=COOL_DOWN.total_seconds())
            free_at = now + COOL_DOWN
        raise _too_much(free_at, now=now)


def _free_after(said: list[tuple[datetime, str]], *, body: str, now: datetime) -> datetime | None:
    """`said`: of the last minute, the newest first."""
    words = body.lower().split()
    same = [moment for moment, earlier in said if earlier.lower().split() == words]
    if len(same) >= settings.ROOM_REPEATS:
        return same[settings.ROOM_REPEATS - 1] + SAME_TIME
    burst = [moment for moment, earlier in said if moment > now - FLOOD_TIME]
    if len(burst) >= settings.ROOM_BURST:
        return burst[settings.ROOM_BURST - 1] + FLOOD_TIME
    return None


def _refused_so_often(author: User) -> int:
    """In this minute, this time included. In the cache, for what is refused leaves no row."""
    key = f"chat-refused-{author.pk}"
    times = remembered(key, 0) + 1
    remember(key, times, lasts=COOL_DOWN.total_seconds())
    return times


def _too_much(free_at: datetime, *, now: datetime) -> TooSoon:
    seconds = max(1, ceil((free_at - now).total_seconds()))
    words = _(
        "This is more, or more of the same, than others can read. You can send in %(when)s. Your text is still here."
    )
    return TooSoon(words % {"when": in_words(seconds)}, seconds=seconds)
