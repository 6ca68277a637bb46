"""Ask an index, as a condition of a query."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func
from django.db.models.sql.compiler import SQLCompiler

from community.search.asking import Asked
from community.search.indexes import Index


class Has(Func):
    """True for keys of rows that say what was asked."""

    output_field = BooleanField()

    def __init__(self, key: str, *, index: Index, asked: Asked) -> None:
        super().__init__(key)
        self.index, self.asked = index, asked

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        found = f"SELECT id FROM {self.index.name} WHERE words @@ websearch_to_tsquery('pg_catalog.english', %%s)"
        sql, params = self.as_sql(compiler, connection, template=f"%(expressions)s IN ({found})")
        return sql, (*params, self.asked.for_postgresql)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        found = f"SELECT rowid FROM {self.index.name} WHERE {self.index.name} MATCH %%s"
        sql, params = self.as_sql(compiler, connection, template=f"%(expressions)s IN ({found})")
        return sql, (*params, self.asked.for_sqlite)


class HasInTitle(Has):
    """True where the title alone says all of it. PostgreSQL reads the rows that are asked for one by one: ask few."""

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        title = "ts_filter(words, '{a}') @@ websearch_to_tsquery('pg_catalog.english', %%s)"
        found = f"EXISTS(SELECT 1 FROM {self.index.name} AS own WHERE own.id = %(expressions)s AND {title})"
        sql, params = self.as_sql(compiler, connection, template=found)
        return sql, (*params, self.asked.for_postgresql)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        sql, params = super().as_sqlite(compiler, connection)
        return sql, (*params[:-1], f"{{title}} : {params[-1]}")
