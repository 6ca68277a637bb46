"""What a restored database needs before anybody may use it."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db.models import FileField, QuerySet
from django.utils.module_loading import import_string

from community.backups.making import files_below
from community.backups.manifest import Unusable
from community.core.erasures import gone_since
from community.notifications.actions import SEND_TASK

SKEW = timedelta(minutes=5)  # between the clocks of two machines
TOGETHER = 500
MOST_ROUNDS = 200
LEFT_TO_THE_SITE = {SEND_TASK, "community.privacy.tasks.make_exports"}  # mails go out, and files would be left behind

logger = logging.getLogger(__name__)


def end_sign_ins() -> int:
    """Also those that had been ended, or stolen, before the site was lost: everybody signs in once more."""
    UserSession.objects.all().delete()  # the list of devices
    return Session.objects.all().delete()[0]


def erase_again(places: Iterable[Path], *, made_at: datetime, now: datetime) -> int:
    """What was taken away since the backup was made; how many things. Doing it twice does no more than once."""
    done, gone = 0, gone_since(made_at - SKEW, places)
    if unknown := sorted(gone.keys() - settings.ERASED_AGAIN.keys()):
        raise Unusable(f"Erasures of a later version were noted ({unknown[0]}). Install that version first.")
    for kind, keys in gone.items():
        act = import_string(settings.ERASED_AGAIN[kind])
        for start in range(0, len(keys), TOGETHER):
            done += act(keys[start : start + TOGETHER], now=now)
    return done


def let_the_clock_catch_up() -> list[str]:
    """Everything that fell due since the backup was made happens now, while no mail goes: what it tells stands in the
    outbox before the freeze and is sorted with the rest. Retention does its work too. Names of what went wrong."""
    return [name for name in settings.TICKS if name not in LEFT_TO_THE_SITE and not _done(name)]


def _done(name: str) -> bool:
    """Round by round: most tasks take a handful at a time."""
    task = import_string(name)
    try:
        for _round in range(MOST_ROUNDS):
            if not task():
                break
    except Exception as problem:  # the clock tries again when the site runs
        logger.error("%s: %s", name, type(problem).__name__)
        return False
    return True


def forget_strays() -> tuple[int, int]:
    """Files of no row, which nothing would ever erase; how many, and how many rows have no file."""
    named = _named_files()
    there = {path.relative_to(settings.MEDIA_ROOT).as_posix() for path in files_below(Path(settings.MEDIA_ROOT))}
    for name in there - named:
        default_storage.delete(name)
    return len(there - named), len(named - there)


def _named_files() -> set[str]:
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 (its documented interface)
            if isinstance(field, FileField):
                rows: QuerySet[Any, Any] = (
                    QuerySet(model).exclude(**{field.name: ""}).values_list(field.name, flat=True)
                )
                found |= {str(name) for name in rows if name}
    return found
