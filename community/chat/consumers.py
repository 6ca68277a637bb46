"""The live side of a room: admit, replay what was missed, pass on the news, leave."""

import asyncio
import contextlib
import json
import logging
import random
from collections.abc import Coroutine
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.module_loading import import_string

from community.accounts.models import User
from community.chat.hub import Hubs, Listener, read
from community.chat.models import Room
from community.chat.news import frames_after
from community.chat.permissions import can_listen
from community.core.realtime import Ear, group_of_member

logger = logging.getLogger(__name__)

SIGNED_OUT = 4401
NOT_A_MEMBER = 4403
NOT_FOUND = 4404
TOO_SLOW = 4408
POLICY = 1008
INTERNAL_ERROR = 1011
MISTAKES = 10  # frames we do not understand, then the socket closes
SEND_SECONDS = 10


class Refused(Exception):
    def __init__(self, code: int) -> None:
        self.code = code


class Admitted(NamedTuple):
    room: Room
    member_id: int
    silence: str  # why the member may not write now; empty for whoever may


def admit(session_key: str | None, slug: str) -> Admitted:
    """The room, if the session's member may listen to it now."""
    request = HttpRequest()
    request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")(session_key)
    member = get_user(request)  # also refuses the suspended, and sessions from before a change of password
    if not isinstance(member, User):
        raise Refused(SIGNED_OUT)
    room = Room.objects.visible_to(member).select_related("group").filter(slug=slug).first()
    if room is None:
        raise Refused(NOT_FOUND)
    if not can_listen(member, room):
        raise Refused(NOT_A_MEMBER)
    return Admitted(room, member.pk, member.silence_in_words)


class RoomConsumer(AsyncWebsocketConsumer):
    """Tells one browser what happened in a room since the event it last saw. Members write by HTTP; the socket only
    carries news."""

    channel_layer_alias = "none"  # the hub listens for all sockets; a socket of its own needs no channel

    def __init__(self, recheck_seconds: float = 60) -> None:
        super().__init__()
        self.recheck_seconds = recheck_seconds
        self.mistakes = 0
        self.listener: Listener | None = None
        self.own_group = ""  # where it is said that the rights of this member have changed
        self.silence = ""
        self.rights_changed = asyncio.Event()
        self.tasks: set[asyncio.Task[None]] = set()

    async def connect(self) -> None:
        try:
            room, member_id, self.silence = await self._admit()
        except Refused as refusal:
            await self.close(refusal.code)
            return
        await self.accept()
        self.listener = Hubs.here().join(room, lambda: self._end(TOO_SLOW))
        self.own_group = group_of_member(member_id)
        Ear.here().listen(self.own_group, self._hear_of_rights)
        self._start(self._tell_news_or_end(self.listener))
        self._start(self._watch_rights())

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """A browser may only ask whether we are still here."""
        if self.listener is None:
            return
        if _type_of(text_data) == "ping":
            await self._send_frame({"type": "pong"})
            return
        self.mistakes += 1
        await self._send_frame({"type": "error", "code": "unknown-frame"})
        if self.mistakes >= MISTAKES:
            self._end(POLICY)

    async def disconnect(self, code: int) -> None:
        self._leave()

    async def _admit(self) -> Admitted:
        return await read(admit, self.scope["session"].session_key, self.scope["url_route"]["kwargs"]["slug"])

    async def _tell_news_or_end(self, listener: Listener) -> None:
        """A socket that cannot tell news any more must not look alive: the browser comes back and resumes."""
        try:
            await self._tell_news(listener)
        except Exception:
            logger.exception("A socket could not be told what is new")
            self._end(INTERNAL_ERROR)

    async def _tell_news(self, listener: Listener) -> None:
        """What was missed, up to where the hub was when we joined; then what the hub brings. No gap, no doubling."""
        after = resume_from(self.scope["query_string"], default=listener.joined_at)
        while frames := await read(frames_after, listener.hub.room_id, after=after, upto=listener.joined_at):
            for _, frame in frames:
                await self._send(frame)
            after = frames[-1][0]
        await self._send_frame({"type": "room.ready", "seq": listener.joined_at})
        while True:
            await self._send(await listener.frames.get())

    def _hear_of_rights(self, event: dict[str, object]) -> None:
        self.rights_changed.set()

    async def _watch_rights(self) -> None:
        """When somebody says that they have changed, and now and then in case it was not heard."""
        while True:
            spread = self.recheck_seconds * random.uniform(0.8, 1)  # noqa: S311  spreads the load, no secret
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.rights_changed.wait(), spread)
            self.rights_changed.clear()
            try:
                await self._tell_of_silence((await self._admit()).silence)
            except Refused as refusal:
                self._end(refusal.code)
            except Exception:
                logger.exception("The rights of a socket could not be read")

    async def _tell_of_silence(self, words: str) -> None:
        if words != self.silence:
            self.silence = words
            await self._send_frame({"type": "room.silence", "words": words})

    async def _send_frame(self, frame: dict[str, object]) -> None:
        await self._send(json.dumps(frame))

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self.send(text_data=text)
        except TimeoutError:
            self._end(TOO_SLOW)
        except OSError:  # the browser is gone; disconnect() follows
            self._leave()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _end(self, code: int) -> None:
        """Close from our side, whoever noticed first."""
        if self.listener is not None:
            self._leave()
            self._start(self._say_goodbye(code))

    async def _say_goodbye(self, code: int) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(SEND_SECONDS):
                await self.close(code)

    def _leave(self) -> None:
        if self.listener is not None:
            self.listener.leave()
            self.listener = None
            Ear.here().forget(self.own_group, self._hear_of_rights)
        for task in self.tasks:
            task.cancel()


def _type_of(text: str | None) -> object:
    try:
        frame = json.loads(text or "")
    except ValueError:
        return None
    return frame.get("type") if isinstance(frame, dict) else None


def resume_from(query_string: bytes, *, default: int) -> int:
    """`?after=<seq>`; without a usable number the socket begins with what comes next."""
    value = parse_qs(query_string.decode("latin-1")).get("after", [""])[0]
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else default
