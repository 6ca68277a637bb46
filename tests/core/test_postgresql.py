"""The database was away and is back: the next page must have it, however many connections died meanwhile."""

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection

pytestmark = [pytest.mark.services, pytest.mark.django_db]
MANY = 8  # psycopg's own way of looking gave up on the fourth


@pytest.fixture
def pooled():
    """A connection with a pool of its own."""
    asked = connection.copy(alias="lost")
    yield asked
    asked.close()
    asked.close_pool()


def fill(pool):
    """So many open connections that all wait in the pool; the processes behind them."""
    pool.open()
    held = [pool.getconn() for _ in range(MANY)]
    for one in held:
        pool.putconn(one)
    return [one.info.backend_pid for one in held]


def end(processes):
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as master:
        ended = master.execute("SELECT bool_and(pg_terminate_backend(pid, 10000)) FROM unnest(%s) AS pid", [processes])
        assert ended.fetchone() == (True,)


def answer(asked):
    with asked.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()


def test_a_restart_of_the_database_costs_no_page(pooled):
    end(fill(pooled.pool))

    assert answer(pooled) == (1,)


def test_what_was_found_dead_is_replaced_and_not_given_out_again(pooled):
    dead = fill(pooled.pool)
    end(dead)

    for _ in range(MANY + 1):
        answer(pooled)
        assert pooled.connection.info.backend_pid not in dead
        pooled.close()


def test_a_database_that_is_away_is_told_as_such(pooled):
    pooled.settings_dict = {**pooled.settings_dict, "HOST": "127.0.0.1", "PORT": "1"}

    with pytest.raises(OperationalError, match="couldn't get a connection"):
        answer(pooled)


def test_the_pool_gives_up_before_a_page_does():
    """Only a pool that has given up tries at once for the next who asks: otherwise it is away as long again."""
    pool = settings.DATABASES["default"]["OPTIONS"]["pool"]

    assert pool["reconnect_timeout"] < pool["timeout"]
