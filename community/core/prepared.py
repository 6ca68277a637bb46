"""Questions whose SQL is written once. Django writes it anew for each request, which on a busy page costs more than all
the answers; here it is kept, and only what differs from one request to the next is put in."""

from collections.abc import Callable, Hashable
from copy import copy
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

LARGEST = 2**63 - 1  # that a key can be


class Slot(Expression):
    """Stands in a filter for a value that comes with each request. A key or a word goes to the database as it is; for
    anything else (a moment, a UUID) say which field makes it ready."""

    def __init__(self, name: str, field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=field)
        self.name, self.made_ready_by = name, field

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def taken_from(self, values: dict[str, object], connection: BaseDatabaseWrapper) -> object:
        value = values[self.name]
        return self.made_ready_by.get_db_prep_value(value, connection) if self.made_ready_by else value


class Prepared:
    """`write` gives the query for one shape of the question. Whatever differs between two requests of one shape (a key,
    the time) has to be a slot: anything else stays as it was on the first."""

    def __init__(self, write: "Callable[..., QuerySet[Any, Any]]") -> None:
        self.write = write
        self.written: dict[tuple[Hashable, ...], Written] = {}

    def __call__(self, *shape: Hashable, **values: object) -> list[Any]:
        if shape not in self.written:
            self.written[shape] = Written(self.write(*shape))
        return self.written[shape].answer(values)


class Written:
    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        vars(self.compiler).update(connection=None)  # it belongs to this thread; each request brings its own

    def answer(self, values: dict[str, object]) -> list[Any]:
        """By a queryset like any other, to which the SQL is given instead of being written."""
        if any(isinstance(value, int) and value > LARGEST for value in values.values()):
            return []  # an address may bring any number
        connection, rows, compiler = connections[self.queryset.db], self.queryset.all(), copy(self.compiler)
        if rows.query.select_for_update and connection.get_autocommit():  # Django looks where it writes the SQL
            raise TransactionManagementError("Rows are locked in a transaction.")
        filled = [param.taken_from(values, connection) if isinstance(param, Slot) else param for param in self.params]
        vars(compiler).update(connection=connection, as_sql=lambda: (self.sql, tuple(filled)))
        vars(rows.query).update(get_compiler=lambda using: compiler)
        return list(rows)
