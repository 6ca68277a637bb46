"""What happened in a room as listeners get it: the same words for the socket, the replay and the polling page."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, TypedDict

from django.template.loader import render_to_string

from community.accounts.readers import as_reader
from community.chat.models import Message, Room, RoomEvent
from community.core.prepared import LARGEST, Prepared, Slot

PAGE = 200  # events read at once
IN_A_FRAME = 50  # of them
FAR = 500  # events behind: whoever is further gets the newest messages, and a gap that says so
NEWEST = 50  # messages


class News(TypedDict, total=False):
    """One event. Of a message: `id`, its place `at`, and `html` as it is now, so a hidden text never travels, whatever
    the event once was. Of the room: `html` says how the room is now, `slow` how many seconds apart each writes."""

    type: str
    seq: int
    html: str
    id: int
    at: int | None
    slow: int
    pinned: str  # what is pinned now, where that may have changed


EVENTS = Prepared(  # asked for every message that is sent anywhere
    lambda page: RoomEvent.objects.after(Slot("after")).filter(room=Slot("room"), seq__lte=Slot("upto"))[:page]
)


def news_after(room_id: int, *, after: int, upto: int = LARGEST) -> list[News]:
    """At most one page of events numbered above `after`, in order."""
    page: list[RoomEvent] = EVENTS(PAGE, room=room_id, after=after, upto=upto)
    state, pins = cache(lambda: state_of(page[0].room)), cache(lambda: pins_of(page[0].room))
    return [_news_of(event, state=state, pins=pins) for event in page]


class Resync(TypedDict):
    """In place of a long replay: the newest messages, those above them that changed meanwhile (`first` to `after` is
    what the page holds), how the room is, and whether messages are missing in between. Ask for those by number."""

    type: str
    seq: int
    after: int
    oldest: int
    gap: bool
    messages: list[News]
    changed: list[News]
    room: News


def is_far_behind(*, after: int, upto: int) -> bool:
    return upto - after > FAR


def resync(room: Room, *, after: int, upto: int, first: int) -> Resync:
    newest = list(room.messages.before(upto + 1)[:NEWEST])[::-1]
    oldest = newest[0].seq or upto if newest else upto + 1
    missing = room.messages.said().filter(seq__gt=after, seq__lt=oldest)
    touched = RoomEvent.objects.filter(room=room, seq__gt=after, seq__lte=upto, message__seq__range=(first, after))
    changed = room.messages.before(after + 1).filter(pk__in=touched.values("message"))
    return {
        "type": "room.resync",
        "seq": upto,
        "after": after,
        "oldest": oldest,
        "gap": missing.exists(),
        "messages": [_news_about(message, "sent") for message in newest if (message.seq or 0) > after],
        "changed": [_news_about(message, "changed") for message in changed],
        "room": {
            "type": "room.resync",
            "html": state_of(room),
            "slow": room.pace_seconds,
            "pinned": pins_of(room),
        },
    }


def resync_frame(room_id: int, *, after: int, upto: int, first: int) -> str:
    return json.dumps(resync(Room.objects.get(pk=room_id), after=after, upto=upto, first=first))


class Frames(NamedTuple):
    """A page of news, encoded for sockets: what was read together travels together."""

    frames: list[tuple[int, str]]  # each with the number of its last event
    has_more: bool


def frames_after(room_id: int, *, after: int, upto: int = LARGEST) -> Frames:
    page = news_after(room_id, after=after, upto=upto)
    return Frames(_frames([(news["seq"], json.dumps(news)) for news in page]), has_more=len(page) == PAGE)


class Missed(NamedTuple):
    """What one socket asks for: events numbered above `after`, up to `upto`."""

    after: int
    upto: int


def frames_missed(room_id: int, asked: Sequence[Missed]) -> list[list[str]]:
    """For each what it missed. Those who lost the line together missed the same: it is read and encoded once."""
    first, last = min(one.after for one in asked), max(one.upto for one in asked)
    told: list[tuple[int, str]] = []
    while page := news_after(room_id, after=told[-1][0] if told else first, upto=last):
        told += [(news["seq"], json.dumps(news)) for news in page]
        if len(page) < PAGE:
            break
    return [[text for _, text in _frames([it for it in told if one.after < it[0] <= one.upto])] for one in asked]


def _frames(told: list[tuple[int, str]]) -> list[tuple[int, str]]:
    parts = [told[start : start + IN_A_FRAME] for start in range(0, len(told), IN_A_FRAME)]
    return [(part[-1][0], _frame([text for _, text in part])) for part in parts]


def _frame(events: list[str]) -> str:
    return f'{{"type": "room.news", "events": [{", ".join(events)}]}}'


def last_numbers(room_ids: list[int]) -> dict[int, int]:
    return dict(Room.objects.filter(pk__in=room_ids).values_list("pk", "last_seq"))


def html_of(message: Message) -> str:
    """One message for every reader alike: in the site's language, times in UTC (the page shows its reader's)."""
    return _for_everybody("chat/_message.html", {"message": message})


def state_of(room: Room) -> str:
    """How the room is now, for every reader alike."""
    return _for_everybody("chat/_state.html", {"room": room})


def pins_of(room: Room) -> str:
    """What is pinned to its head, for every reader alike."""
    return _for_everybody("chat/_pinned.html", {"room": room})


def _for_everybody(template: str, context: dict[str, object]) -> str:
    with as_reader(None):
        return render_to_string(template, context)


def _news_of(event: RoomEvent, *, state: Callable[[], str], pins: Callable[[], str]) -> News:
    """How the room is and what is pinned is made once for a page of news, and only where it is told."""
    if event.message is None:
        return {"type": f"room.{event.kind}", "seq": event.seq, "html": state(), "slow": event.room.pace_seconds}
    event.message.room = event.room  # read already
    news: News = {"seq": event.seq, **_news_about(event.message, event.kind)}
    if event.message.pinned_at is not None or event.kind == RoomEvent.Kind.UNPINNED:
        news["pinned"] = pins()
    return news


def _news_about(message: Message, kind: str) -> News:
    return {"type": f"message.{kind}", "id": message.pk, "at": message.seq, "html": html_of(message)}
