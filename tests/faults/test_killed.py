"""Redis, the web process and PostgreSQL really go away under 200 readers: nobody misses an event, gets one twice, or
waits five seconds once what was away is back."""

import asyncio
import json
import time

import psycopg
import pytest

from tests.faults.machines import machines, wait_until
from tests.faults.readers import Crowd, Reader
from tests.faults.site import Site

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
READERS = 200
RECOVERY_SECONDS = 5
AWAY_SECONDS = 2.5  # of Redis: whoever is no host writes twice meanwhile


async def test_nobody_misses_anything_when_redis_web_and_database_are_killed(tmp_path):
    with machines() as (redis, postgres):
        site = Site(tmp_path, DATABASE_URL=postgres.url, REDIS_URL=redis.url)
        with site.running(), site.script("tests.faults.writer") as writer:
            cookies = json.loads(await asyncio.to_thread(writer.stdout.readline))
            async with Crowd(
                [Reader(site.address, "steady", cookies[n % len(cookies)]) for n in range(READERS)]
            ) as crowd:
                await crowd.all_live()
                tell(writer, "go 15 80 steady")
                recoveries = [await recovery(crowd, postgres, fault) for fault in faults(redis, postgres, site)]
                tell(writer, "stop")
                written, refused = json.loads(await asyncio.to_thread(writer.stdout.readline))
                await crowd.all_at(last_number(postgres))

    assert [(reader.gaps, reader.doubles, reader.seq) for reader in crowd.readers] == [(0, 0, written)] * READERS
    assert written > 100
    assert refused == 0, "Redis is away, and members cannot write."
    assert site.starts == 4
    assert min(reader.connections for reader in crowd.readers) >= 4
    assert max(recoveries) < RECOVERY_SECONDS, recoveries


def tell(writer, order):
    writer.stdin.write(f"{order}\n")
    writer.stdin.flush()


def faults(redis, postgres, site):
    """Each returns when what was killed answers again."""

    def restart_redis():
        redis.kill()
        time.sleep(AWAY_SECONDS)
        redis.start()

    def restart_postgres():
        postgres.stop()
        time.sleep(0.5)
        postgres.start()

    return [*[restart_redis] * 3, *[site.kill_once] * 3, restart_postgres]


async def recovery(crowd, postgres, fault):
    """Seconds from when it is back until everybody has an event from after that."""
    await asyncio.to_thread(fault)
    back = time.monotonic()
    await crowd.all_at(await asyncio.to_thread(wait_until, lambda: last_number(postgres)) + 1)
    return time.monotonic() - back


def last_number(postgres):
    with psycopg.connect(postgres.url) as own:
        return own.execute("SELECT last_seq FROM chat_room WHERE slug = 'steady'").fetchone()[0]
