"""Which keys close what members keep for themselves: from the environment, or on a laptop from a file of its own."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import environ

from community.core.sealing import new_key
from community.core.secrets import EVERYTHING, NEEDS

FILE = "field.keys"


def field_keys(env: environ.Env, var: Path, process: str = EVERYTHING) -> tuple[list[str], bool]:
    """And whether they were given: `check --deploy` insists on it. None for a process that opens nothing."""
    if "FIELD_KEYS" not in NEEDS[process]:
        return [], False
    given: list[str] = env.list("FIELD_KEYS", default=[])
    return given or _kept(var / FILE), bool(given)


def _kept(file: Path) -> list[str]:
    """One in each line, the first closes. Made at the first start, for its owner's eyes only."""
    if not file.exists():
        _make(file)
    return file.read_text().split()


def _make(file: Path) -> None:
    """Whole or not at all, and whoever comes first: several processes start together."""
    handle, unfinished = tempfile.mkstemp(dir=file.parent, prefix=".unfinished-")  # mode 600
    with os.fdopen(handle, "w") as stream:
        stream.write(f"{new_key()}\n")
    with suppress(FileExistsError):
        os.link(unfinished, file)
    Path(unfinished).unlink()
