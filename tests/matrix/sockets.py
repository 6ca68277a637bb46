"""The live side of rooms: who may open a socket, and what is answered to what a browser says there."""

import json
from datetime import timedelta

from django.utils import timezone

from community.accounts.actions import block, sanction
from community.accounts.models import Sanction
from tests.chat.factories import make_room
from tests.chat.sockets import browser_of, frames_until_ready, in_thread
from tests.factories import NOON, join, make_group, make_user
from tests.groups.factories import leave
from tests.matrix.ways import KINDS, Key
from tests.matrix.world import make_cast

OPEN, ELSEWHERE = "open", "open from another site"
SAID = {"ping": {"type": "ping"}, "say that one writes": {"type": "typing"}, "send a message": {"type": "message.sent"}}
SOCKET_ASKS: list[Key] = [
    (f"{kind} group: room", action, "socket") for kind in KINDS for action in (OPEN, ELSEWHERE, *SAID)
]


async def sockets_world():
    return await in_thread(make_world)


def make_world():
    """Rooms by kind of group, and members by role: None is nobody."""
    groups = {kind: make_group(f"a-{kind}", privacy=kind) for kind in KINDS}
    cast = make_cast(groups["private"])
    blocked, departed = make_user("Blo"), make_user("Dep")
    join(groups["private"], blocked, departed)
    block(blocked, blocker=cast["owner"], now=NOON)
    leave(groups["private"], departed, now=NOON)
    now = timezone.now()  # the socket asks the real clock
    sanction(cast["suspended"], kind=Sanction.Kind.SUSPENSION, until=now + timedelta(days=3), now=now)
    cast |= {"visitor": None, "blocked": blocked, "departed": departed}
    return {kind: make_room(group, slug=f"a-{kind}") for kind, group in groups.items()}, cast


async def socket_answer(world, key, role):
    """`open`, the code that it is closed with, or the kind of frame that answers."""
    rooms, cast = world
    name, action, _way = key
    browser = await browser_of(cast[role], rooms[name.partition(" ")[0]])
    if action == ELSEWHERE:
        browser.scope["headers"] = [
            (header, b"https://elsewhere.example" if header == b"origin" else value)
            for header, value in browser.scope["headers"]
        ]
    connected, code = await browser.connect(timeout=5)
    try:
        return await said(browser, action) if connected else str(code)
    finally:
        await browser.disconnect(timeout=5)


async def said(browser, action):
    await frames_until_ready(browser)
    if action not in SAID:
        return OPEN
    for said_now in (action, "ping"):  # each answers before the next is read, or nothing does
        await browser.send_to(text_data=json.dumps(SAID[said_now]))
    frame = json.loads(await browser.receive_from(timeout=5))
    if action != "ping" and frame["type"] == "pong":
        return "nothing"
    return frame.get("reason") or frame["type"]
