"""A look at everything that is stored, as whoever has the machine and its keys could have it."""

from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from community.core.sealed import SealedField
from community.privacy.retention import models as every_model
from tests.plugin import HAS_SERVICES


def everything_stored():
    """Every cell of every table, the tables of the index included; what is sealed as it opens, too; every file; and
    whatever Redis holds."""
    yield from _cells()
    yield from _opened()
    for folder in {settings.MEDIA_ROOT, settings.VAR_DIR}:
        for path in Path(folder).rglob("*"):
            if path.is_file() and path.suffix != ".sqlite3":
                yield str(path.relative_to(folder)), path.read_bytes().decode("latin-1") + path.name
    if HAS_SERVICES:
        yield from _redis()


def _cells():
    labels = {model._meta.db_table: model._meta.label for model in every_model()}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names from the database itself
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"{labels.get(table, table)}.{name}", as_text(value)
    for session in Session.objects.all():
        yield "sessions.Session.session_data", str(session.get_decoded())


def _opened():
    for model in every_model():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedField):
                for row in model._base_manager.exclude(**{field.name: ""}):
                    yield f"{model._meta.label}.{field.name}", str(getattr(row, field.name))


def as_text(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def _redis():
    client = cache._cache.get_client()
    for key in client.scan_iter("*"):
        kinds = {
            b"string": client.get,
            b"zset": lambda k: client.zrange(k, 0, -1),
            b"list": lambda k: client.lrange(k, 0, -1),
        }
        kind = client.type(key)
        value = kinds[kind](key) if kind in kinds else client.hgetall(key) if kind == b"hash" else client.smembers(key)
        yield "redis", f"{key!r} {value!r}"
