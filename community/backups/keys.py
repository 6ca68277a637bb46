"""The few secrets without which a restored site is not the same: in a file of their own, never beside the backups."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from community.backups.manifest import Unusable
from community.core.secrets import SECRETS

KEPT = (*SECRETS, "DATABASE_URL", "REDIS_URL")  # both may hold a password
BEGINNING = "# Secrets of the site. Whoever has this file and a backup can read everything: keep them apart.\n"


def refuse_beside(file: Path, folder: Path) -> None:
    if file.resolve().is_relative_to(folder.resolve()):
        raise Unusable(f"{file} lies inside {folder}. Keep the keys somewhere else than the backups.")


def write_keys(file: Path, *, folder: Path) -> list[str]:
    """The names of those that are set, in the form of steadfold.env; for its owner's eyes only."""
    refuse_beside(file, folder)
    environment = {"FIELD_KEYS": ",".join(settings.FIELD_KEYS), **os.environ}  # on a laptop they come from a file
    given = {name: value for name in KEPT if (value := environment.get(name))}
    lines = [f"{name}='{value}'\n" for name, value in given.items()]
    handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=".unfinished-")  # mode 600
    try:
        with os.fdopen(handle, "w") as stream:
            stream.writelines([BEGINNING, *lines])
        Path(unfinished).replace(file)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return list(given)
