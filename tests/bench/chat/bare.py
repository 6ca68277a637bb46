"""The yardstick: the least that broadcasts. A server of the `websockets` library that stores, numbers and renders
nothing, and hands one text to everybody."""

import asyncio
import sys
import time

from websockets.asyncio.server import broadcast, serve

from tests.bench.chat.frames import bare_frame
from tests.bench.chat.orders import SERVERS, answer, orders, stay_on

MOST_WAITING = 256 * 1024  # bytes of one connection; broadcasting itself waits for nobody
everybody = set()


async def take(connection):
    everybody.add(connection)
    try:
        await connection.wait_closed()
    finally:
        everybody.discard(connection)


async def send(number, rate, length):
    started = time.monotonic()
    for which in range(number):
        if rate:
            await asyncio.sleep(max(0.0, started + which / rate - time.monotonic()))
        broadcast(everybody, bare_frame(which, length))
        await asyncio.sleep(0)
        while any(one.transport.get_write_buffer_size() > MOST_WAITING for one in everybody):
            await asyncio.sleep(0.001)
    return started


async def main(port):
    loop = asyncio.get_running_loop()
    async with serve(take, "127.0.0.1", port, compression=None, max_size=65536):
        answer(ready=True)
        lines = orders()
        while order := await loop.run_in_executor(None, next, lines, None):
            answer(started=await send(order["number"], order["rate"], order["length"]))


if __name__ == "__main__":
    stay_on(SERVERS)
    asyncio.run(main(int(sys.argv[1])))
