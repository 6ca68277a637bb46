"""The live side of a room: admit, replay what was missed, pass on the news, leave."""

import asyncio
import contextlib
import json
import logging
from collections import deque
from typing import Any
from urllib.parse import parse_qs

from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer

from community.chat.guard import Guard, admitted_to
from community.chat.hub import Hubs, Listener
from community.chat.news import is_far_behind, resync_frame
from community.chat.reading import read
from community.chat.rights import Admitted, Place, Refused
from community.core.outgoing import Outgoing
from community.core.realtime import hint
from community.core.security_log import Event, note_event

logger = logging.getLogger(__name__)

POLICY = 1008
INTERNAL_ERROR = 1011
MISTAKES = 10  # frames that are wrong or too many, then the socket closes
MOST_FRAMES, WITHIN_SECONDS = 20, 10.0  # from one browser


class RoomConsumer(AsyncWebsocketConsumer):
    """Tells one browser what happened in a room since the event it last saw. Members write by HTTP; the socket only
    carries news."""

    channel_layer_alias = "none"  # the hub listens for all sockets; a socket of its own needs no channel

    def __init__(self) -> None:
        super().__init__()
        self.mistakes = 0
        self.heard: deque[float] = deque(maxlen=MOST_FRAMES)  # when the last frames came
        self.listener: Listener | None = None

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Without Channels' look for old database connections at every frame: what a socket reads, `read` reads."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        self.place = Place(self.scope["session_key"], self.scope["url_route"]["kwargs"]["slug"])
        try:
            admitted = await admitted_to(self.place)
        except Refused as refusal:
            note_event(Event.SOCKET_REFUSED, code=refusal.code)
            await self.close(refusal.code)
            return
        await self.accept()
        self.member_id, self.room_id, self.who = admitted.member_id, admitted.room.pk, admitted
        self.out = Outgoing(self.base_send, self.leave)
        self.listener = Hubs.here().join(admitted.room, self.out)
        self.listener.who = admitted
        Guard.here().add(self)
        await self._replay_or_end(self.listener)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """A browser may only ask whether we are still here, and say that somebody is writing."""
        if self.listener is None:
            return
        if self._is_too_much():
            self._refuse("too-many-frames")
        elif (kind := _type_of(text_data)) == "ping":
            self._send_frame({"type": "pong"})
        elif kind == "typing":
            if self.who.shows_typing and not self.who.silence:
                hint(self.listener.hub.group, {"typing": self.member_id})
        else:
            self._refuse("unknown-frame")

    async def disconnect(self, code: int) -> None:
        self.leave()

    def stand(self, admitted: Admitted) -> None:
        """Called by the guard, which has just asked."""
        before, self.who = self.who, admitted
        if self.listener is not None:
            self.listener.who = admitted
        if admitted.silence != before.silence:
            self._send_frame({"type": "room.silence", "words": admitted.silence})

    def alert(self) -> None:
        """A host has been poked (`actions.alert_hosts`)."""
        self._send_frame({"type": "host.alert"})

    def end(self, code: int) -> None:
        if self.listener is not None:
            self.out.close(code)
            self.leave()

    def leave(self) -> None:
        """Nothing reaches the browser any more."""
        if self.listener is not None:
            self.listener.leave()
            self.listener = None
            Guard.here().remove(self)
            self.out.forget()

    async def _replay_or_end(self, listener: Listener) -> None:
        """A socket that cannot tell news must not look alive: the browser comes back and resumes."""
        try:
            await self._replay(listener)
        except Exception:
            logger.exception("A socket could not be told what is new")
            self.end(INTERNAL_ERROR)

    async def _replay(self, listener: Listener) -> None:
        """What was missed, up to where the hub was when we joined; then what the hub brings. No gap, no doubling."""
        query, upto = self.scope["query_string"], listener.joined_at
        after = number_in(query, "after", default=upto)
        if is_far_behind(after=after, upto=upto):
            first = number_in(query, "from", default=after)
            self.out.put(await read(resync_frame, listener.hub.room_id, after=after, upto=upto, first=first))
            after = upto
        for frame in await listener.missed(after):
            self.out.put(frame)
        self._send_frame({"type": "room.ready", "seq": upto})
        listener.go_live()

    def _is_too_much(self) -> bool:
        now = asyncio.get_running_loop().time()
        full = len(self.heard) == MOST_FRAMES and now - self.heard[0] < WITHIN_SECONDS
        self.heard.append(now)
        return full

    def _refuse(self, code: str) -> None:
        self.mistakes += 1
        self._send_frame({"type": "error", "code": code})
        if self.mistakes >= MISTAKES:
            self.end(POLICY)

    def _send_frame(self, frame: dict[str, object]) -> None:
        self.out.put(json.dumps(frame))


def _type_of(text: str | None) -> object:
    with contextlib.suppress(ValueError, RecursionError):
        frame = json.loads(text or "")
        return frame.get("type") if isinstance(frame, dict) else None
    return None


def number_in(query_string: bytes, name: str, *, default: int) -> int:
    """`?after=<seq>`; without a usable number the socket begins with what comes next."""
    value = parse_qs(query_string.decode("latin-1")).get(name, [""])[0]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else default
