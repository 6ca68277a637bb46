"""The folders of the embedded message broker (Celery's `filesystem://`)."""

import shutil
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

FOLDERS = ("data_folder_in", "control_folder", "processed_folder")


def make_broker_folders() -> None:
    """Make what is missing and forget messages that were dealt with before this start."""
    if not settings.EMBEDDED:
        return
    shutil.rmtree(processed_folder(), ignore_errors=True)
    for option in FOLDERS:
        broker_folder(option).mkdir(parents=True, exist_ok=True)


def sweep_processed_messages(*, older_than_seconds: float) -> None:
    """Celery keeps every message it has dealt with, about ten thousand a day."""
    if not settings.EMBEDDED:
        return
    oldest_kept = time.time() - older_than_seconds
    for file in processed_folder().glob("*"):
        with suppress(FileNotFoundError):  # a draft that was sent since we looked (`broker_transport.Channel`)
            if file.stat().st_mtime < oldest_kept:
                file.unlink()


def processed_folder() -> Path:
    return broker_folder("processed_folder")


def broker_folder(option: str) -> Path:
    return Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS[option]))
