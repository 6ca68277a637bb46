"""What an archive says of itself: at its head whose it is, at its end everything that must be in it."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

FORMAT = 1
KIND = "steadfold-backup"


class Unusable(Exception):
    """Its text is one plain line that names the file."""


@dataclass(frozen=True)
class Head:
    site: str
    version: str
    made_at: datetime
    vendor: str  # of the database
    is_demo: bool = False
    kind: str = KIND
    format: int = FORMAT


@dataclass(frozen=True)
class File:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    head: Head
    migrations: dict[str, list[str]]  # that had run
    tables: dict[str, int]  # rows of each
    files: dict[str, File] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def as_json(what: Head | Manifest) -> bytes:
    return json.dumps(asdict(what), default=datetime.isoformat, indent=1, sort_keys=True).encode()


def head_from(text: bytes) -> Head:
    """Raises ValueError, KeyError or TypeError where it is none of ours."""
    return _head(json.loads(text))


def _head(data: dict[str, Any]) -> Head:
    head = Head(**{**data, "made_at": datetime.fromisoformat(data["made_at"])})
    if head.kind != KIND or head.made_at.tzinfo is None:
        raise ValueError(head.kind)
    return head


def manifest_from(text: bytes) -> Manifest:
    """Raises ValueError, KeyError or TypeError where it is none of ours."""
    data = json.loads(text)
    return Manifest(
        head=_head(data["head"]),
        migrations={str(app): [str(name) for name in names] for app, names in data["migrations"].items()},
        tables={str(name): int(number) for name, number in data["tables"].items()},
        files={str(name): File(**file) for name, file in data["files"].items()},
    )
