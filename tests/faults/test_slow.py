"""On a server that runs for real: readers that never read, sockets where nothing happens, frames that are too large."""

import asyncio
import contextlib
import json
import statistics
import time

import pytest
import pytest_asyncio
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.faults.machines import machines
from tests.faults.readers import Crowd, Reader, that_never_reads, until
from tests.faults.site import Site

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
    pytest.mark.asyncio(loop_scope="module"),
]
IDLE_SECONDS = 62
LONG = 3_800  # characters of a message
TURNS, SECONDS = 8, 6  # at most


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(django_db_setup, tmp_path_factory):
    """The site, its writer and, from the first moment on, two readers in a room where nobody says anything."""
    folder = tmp_path_factory.mktemp("slow")
    with machines() as (redis, postgres):
        site = Site(folder, DATABASE_URL=postgres.url, REDIS_URL=redis.url)
        with site.running(), site.script("tests.faults.writer") as writer:
            cookies = json.loads(await asyncio.to_thread(writer.stdout.readline))
            async with Crowd([Reader(site.address, "quiet", cookie) for cookie in cookies[-2:]]) as idle:
                await idle.all_live()
                yield Place(site, writer, cookies, idle)


class Place:
    def __init__(self, site, writer, cookies, idle):
        self.site, self.writer, self.cookies, self.idle = site, writer, cookies, idle
        self.idle_since = time.monotonic()

    async def write(self, seconds, rate, length, room="steady"):
        self.tell(f"go {rate} {length} {room}")
        await asyncio.sleep(seconds)
        self.tell("stop")
        written, _refused = json.loads(await asyncio.to_thread(self.writer.stdout.readline))
        return written

    def tell(self, order):
        self.writer.stdin.write(f"{order}\n")
        self.writer.stdin.flush()


async def test_readers_that_never_read_cost_the_others_nothing(place):
    """By turns, the quietest of each, until one is cheap: what else this machine does then is no reader's doing, and
    what they do cost shows in every turn. The ratio is printed (`-s`) and stands in docs/figures.md."""
    alone, together = [], []
    async with Crowd([Reader(place.site.address, "steady", place.cookies[n % 50]) for n in range(150)]) as crowd:
        await crowd.all_live()
        await crowd.all_at(await place.write(3, rate=20, length=LONG))
        megabytes = place.site.megabytes
        for turn in range(TURNS):
            alone.append(await p95(place, crowd))
            with contextlib.ExitStack() as lines:
                stuck = [
                    lines.enter_context(that_never_reads(place.site.port, "steady", c)) for c in place.cookies[:50]
                ]
                together.append(await p95(place, crowd))
                grown = place.site.megabytes - megabytes
                if turn == 0:
                    await until(lambda those=stuck: all(is_cut_off(line) for line in those))
            if is_cheap := min(together) < 2 * max(min(alone), 0.02):
                break

    print(f"p95 of the others: {min(together) / min(alone):.1f} times what it is alone ({alone}, {together} s)")
    assert is_cheap, (alone, together)
    assert grown < 50, grown
    assert [(reader.gaps, reader.doubles) for reader in crowd.readers] == [(0, 0)] * 150


async def p95(place, crowd):
    """Seconds from sending to seeing, of what the readers get meanwhile."""
    before = max(reader.seq for reader in crowd.readers)
    for reader in crowd.readers:
        reader.times.clear()
    await crowd.all_at(before + await place.write(SECONDS, rate=20, length=LONG))
    times = [moment for reader in crowd.readers for moment in reader.times]
    return statistics.quantiles(times, n=20)[-1]


def is_cut_off(line):
    """The server has gone away, whatever still lies in the buffers."""
    line.setblocking(False)
    try:
        while line.recv(65536):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


async def test_sockets_on_which_nothing_happens_live_longer_than_a_minute(place):
    """redis-py 8 cut the lines of every idle socket after five seconds."""
    await asyncio.sleep(max(0.0, place.idle_since + IDLE_SECONDS - time.monotonic()))

    assert await place.write(0.5, rate=5, length=80, room="quiet") >= 1
    await place.idle.all_at(1)

    assert [(reader.connections, reader.gaps, reader.doubles) for reader in place.idle.readers] == [(1, 0, 0)] * 2


async def next_answer(line):
    """Who is there is told every five seconds, and answers nothing."""
    while (frame := json.loads(await line.recv()))["type"] == "room.present":
        pass
    return frame


@pytest.mark.parametrize(
    ("frame", "code"), [("a" * 65_537, 1009), (b"\xff" * 65_537, 1009), ("[" * 60_000, None), ("{}", None)]
)
async def test_frame_over_64_kib_closes_with_1009_and_nonsense_below_gets_an_error(place, frame, code):
    address = f"{place.site.address.replace('http', 'ws')}/ws/rooms/quiet/?after="
    headers = {"Cookie": place.cookies[10]}
    async with connect(address, origin=place.site.address, additional_headers=headers, compression=None) as line:
        assert json.loads(await line.recv())["type"] == "room.ready"
        await line.send(frame)
        if code:
            with pytest.raises(ConnectionClosed):
                await next_answer(line)
            assert line.close_code == code
        else:
            assert await next_answer(line) == {"type": "error", "code": "unknown-frame"}


async def test_nothing_is_compressed(place):
    """Compression beside secrets tells of them, and costs memory for each socket."""
    address = f"{place.site.address.replace('http', 'ws')}/ws/rooms/quiet/?after="
    headers = {"Cookie": place.cookies[11]}
    async with connect(address, origin=place.site.address, additional_headers=headers, ping_interval=None) as line:
        assert line.response.headers.get("Sec-WebSocket-Extensions") is None
