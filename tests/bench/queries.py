"""What a page asks of the database: how many times, and what takes longest."""

import time
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Asked:
    times: list[tuple[float, str, Any]] = field(default_factory=list)  # milliseconds, SQL, parameters

    def __call__(self, execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.times.append(((time.perf_counter() - start) * 1000, sql, params))

    @property
    def slowest(self) -> tuple[float, str, Any]:
        return max(self.times, key=lambda asked: asked[0])


def asked_by(caller) -> Asked:
    """The queries of one request, after one that warmed the caches."""
    caller()
    asked = Asked()
    with connection.execute_wrapper(asked):
        caller()
    return asked


def plan_of(sql: str, params: Any) -> str:
    """As PostgreSQL or SQLite explains it."""
    explain = "EXPLAIN (ANALYZE, BUFFERS)" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
