"""PostgreSQL as Django speaks to it, with a pool that is over an outage as soon as the database is.

- psycopg_pool's own check rests 0, 1, 2, 4 s between two dead connections that it finds: after a restart of the
  database a handful of them took all the time that a page waits, and it was refused though the database was back.
- Its tries to connect come ever rarer, and nobody who asks hastens one: the site stayed away as long again. With a
  `reconnect_timeout` (settings) shorter than a page waits, the pool gives up, and the next who asks starts a try.
- A line that is cut without a word is given up: the system's own patience is minutes to hours, and pages that wait
  so long take the threads of those that need no database.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool

PATIENCE = {"connect_timeout": 3, "tcp_user_timeout": 5000, "keepalives_idle": 10, "keepalives_interval": 5}


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        return {**PATIENCE, **super().get_connection_params()}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        """One that answers. The dead go back at once; the pool opens others in their place, and the first is ours."""
        for _ in range(self.pool.max_size if self.pool else 0):
            connection = super().get_new_connection(conn_params)
            try:
                ConnectionPool.check_connection(connection)
            except OperationalError:
                self.pool.putconn(connection)
            else:
                return connection
        return super().get_new_connection(conn_params)
