"""The two databases, each with the same few functions."""

from types import ModuleType

from django.db import connection

from community.backups.databases import postgresql, sqlite

VENDORS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def ours() -> ModuleType:
    return VENDORS[connection.vendor]
