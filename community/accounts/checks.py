"""What an operator may have set wrong about accounts: `manage.py check` says it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from community.accounts.inviting.ways import WAYS

LONGEST_WAIT = 30


def register_checks() -> None:
    register(sign_up_is_known, Tags.security)
    register(list_of_leaks_is_there, Tags.security)
    register(wait_is_stated, Tags.security)


def sign_up_is_known(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    if settings.SIGN_UP in WAYS:
        return []
    hint = f"Set SIGN_UP to one of: {', '.join(WAYS)}."
    return [Error(f"SIGN_UP is {settings.SIGN_UP!r}, which is no way to join.", hint=hint, id="steadfold.E011")]


def list_of_leaks_is_there(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Otherwise the first who joins would meet an error."""
    if not settings.LEAKED_PASSWORDS or Path(settings.LEAKED_PASSWORDS).is_file():
        return []
    hint = "Name a file with a SHA-1 in each line, sorted, or leave LEAKED_PASSWORDS out: docs/deploy.md."
    return [Error("LEAKED_PASSWORDS names no file.", hint=hint, id="steadfold.E015")]


def wait_is_stated(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Whoever asks to join reads it, so it has to be a number, however people come in now."""
    days = settings.APPROVAL_WAIT_DAYS
    if isinstance(days, int) and 1 <= days <= LONGEST_WAIT:
        return []
    words = f"APPROVAL_WAIT_DAYS is {days!r}, which is no number of days from 1 to {LONGEST_WAIT}."
    return [Error(words, hint="Set APPROVAL_WAIT_DAYS to a number, for example 2.", id="steadfold.E012")]
