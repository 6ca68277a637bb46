"""Ask for the file, make it once, and take it away again. Rows are the truth; a file that no row names is swept up."""

import logging
import os
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.queue import nudge
from community.core.security_log import Event, note_event
from community.core.turns import Turn
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.privacy.export import archive
from community.privacy.models import LASTS, ExportRequest
from community.privacy.querysets import ExportRequestQuerySet

MOST, WEEK = 3, timedelta(days=7)
LEASE = timedelta(minutes=5)  # renewed with every table
TRIES = 3
MAKE_TASK = "community.privacy.tasks.make_exports"
State = ExportRequest.State
logger = logging.getLogger(__name__)


class Stopped(Exception):
    """This worker is to end, or another has taken the request."""


def folder() -> Path:
    found: Path = settings.VAR_DIR / "exports"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def path_of(request: ExportRequest) -> Path:
    return folder() / f"{request.file}.zip"


def has_file(request: ExportRequest, *, now: datetime) -> bool:
    """A file can be lost while its row is there: backups hold none."""
    return request.is_there_at(now) and path_of(request).exists()


@transaction.atomic
def ask_for_export(member: User, *, now: datetime) -> ExportRequest:
    """While one is waiting or being made, that one. A file that is there goes: the new one takes its place. What failed
    was our mistake, and is none of the three."""
    member = held_now(member)
    own = ExportRequest.objects.filter(member=member)
    if (found := own.open().first()) is not None:
        return found
    if own.filter(asked_at__gt=now - WEEK).exclude(state=State.FAILED).count() >= MOST:
        raise PermissionDenied(_("You can ask for your file three times in a week. Please try again in some days."))
    for old in own.filter(state=State.READY):
        _take_away(old)
    request = ExportRequest.objects.create(member=member, asked_at=now, total=archive.steps())
    nudge(MAKE_TASK)
    note_event(Event.EXPORT_ASKED, member=member.pk)
    return request


@transaction.atomic
def delete_export(request: ExportRequest) -> None:
    _take_away(request)


def _take_away(request: ExportRequest) -> None:
    if ExportRequest.objects.filter(pk=request.pk, state=State.READY).update(state=State.GONE, file=""):
        transaction.on_commit(partial(path_of(request).unlink, missing_ok=True))


def claim(*, now: datetime) -> ExportRequest | None:
    """The oldest to make, for this worker alone: the UPDATE carries the condition."""
    for found in ExportRequest.objects.to_make(now=now)[:20]:
        again = ExportRequest.objects.to_make(now=now).order_by().filter(pk=found.pk, attempts=found.attempts)
        if found.attempts >= TRIES:
            again.update(state=State.FAILED, lease=None, leased_until=None)
            continue
        mine = {"lease": uuid4(), "leased_until": now + LEASE, "file": secrets.token_hex(16)}
        if again.update(state=State.MAKING, attempts=found.attempts + 1, done=0, total=archive.steps(), **mine):
            return ExportRequest.objects.select_related("member").get(pk=found.pk)
    return None


def make(request: ExportRequest) -> bool:
    """Whether the file is ready by this worker. What is not whole leaves no file behind."""
    path, whole = path_of(request), False
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            archive.write(file, request.member, now=timezone.now(), step=_steps(request))
        whole = _finish(request, now=timezone.now())
    except Stopped:
        _end(request, state=State.WAITING, attempts=request.attempts - 1)
    except Exception as problem:  # not its message: a database error quotes the row
        logger.error("Export %s failed: %s", request.pk, type(problem).__name__)
        _end(request, state=State.FAILED)
    finally:
        if not whole:
            path.unlink(missing_ok=True)
    return whole


def _held(request: ExportRequest) -> ExportRequestQuerySet:
    return ExportRequest.objects.filter(pk=request.pk, state=State.MAKING, lease=request.lease)


def _end(request: ExportRequest, **fields: object) -> bool:
    return bool(_held(request).update(lease=None, leased_until=None, **fields))


def _steps(request: ExportRequest) -> Callable[[], None]:
    """Says on the row how far it is, and keeps the lease. Whose lease is another's stops."""

    def step() -> None:
        request.done += 1
        if Turn.stopping or not _held(request).update(done=request.done, leased_until=timezone.now() + LEASE):
            raise Stopped

    return step


@transaction.atomic
def _finish(request: ExportRequest, *, now: datetime) -> bool:
    if not _end(request, state=State.READY, made_at=now, expires_at=now + LASTS):
        return False
    text = gettext_lazy("Your file is ready. It can be downloaded for two days.")
    kind, key = Notification.Kind.FILE, f"file-{request.pk}"
    notify(recipient=request.member, kind=kind, text=text, url=reverse("privacy:mine"), key=key, now=now)
    return True


def forget_exports(*, now: datetime) -> int:
    """Files whose time is over, and files that no row names: of a killed worker, of an account that is gone."""
    over = list(ExportRequest.objects.over(now=now))
    for request in over:
        delete_export(request)
    here = list(folder().glob("*.zip"))
    named = set(ExportRequest.objects.filter(state__in=ExportRequest.LIVE).values_list("file", flat=True))
    for path in here:
        if path.stem not in named:
            path.unlink(missing_ok=True)
    return len(over)
