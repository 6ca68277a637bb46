"""One tar file: head, database, pictures, and at the end the manifest, without which it is not whole.

Written and read as a stream. Reading takes nothing on trust: only plain files under the names we gave, each as long as
the manifest says and with its checksum; nothing is written anywhere but where the caller says.
"""

import contextlib
import io
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Self

from community.backups.manifest import (
    FORMAT,
    File,
    Head,
    Manifest,
    Unusable,
    as_json,
    head_from,
    manifest_from,
)

HEAD, MANIFEST, DATABASE, MEDIA = "backup.json", "manifest.json", "database", "media/"
CHUNK = 1 << 20
LONGEST_HEAD = 10_000
LONGEST_MANIFEST = 200_000_000
LONGEST_NAME = 255
ONLY_US = 0o600

Sink = Callable[[str], IO[bytes] | None]
Tell = Callable[[int], None]


class Hashing(io.RawIOBase):
    """What is read from `source`, with its checksum and length."""

    def __init__(self, source: IO[bytes], tell: Tell) -> None:
        self.source, self.heard, self.sum, self.size = source, tell, sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self.source.read(size)
        self.sum.update(data)
        self.size += len(data)
        self.heard(len(data))
        return data

    @property
    def file(self) -> File:
        return File(self.size, self.sum.hexdigest())


class Writer:
    """A new archive at `path`, for its owner's eyes only."""

    def __init__(self, path: Path, head: Head, tell: Tell) -> None:
        self.head, self.tell = head, tell
        self.files: dict[str, File] = {}
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_US)
        self.stream = os.fdopen(handle, "wb")
        self.tar = tarfile.open(fileobj=self.stream, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 (closed below)
        self._add_bytes(HEAD, as_json(head))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """On disk when it ends well; a full disk may say so only now."""
        with ExitStack() as stack:
            stack.callback(self.stream.close)
            if kind is None:
                self.tar.close()
                self.stream.flush()
                os.fsync(self.stream.fileno())

    def add_file(self, name: str, path: Path) -> None:
        """One that is gone meanwhile is left out: pictures that were never posted go by themselves."""
        with contextlib.suppress(FileNotFoundError), path.open("rb") as source:
            reader = Hashing(source, self.tell)
            self.tar.addfile(self._info(name, os.fstat(source.fileno()).st_size), reader)
            self.files[name] = reader.file

    def finish(self, *, migrations: dict[str, list[str]], tables: dict[str, int]) -> None:
        self._add_bytes(MANIFEST, as_json(Manifest(self.head, migrations, tables, self.files)))

    def _add_bytes(self, name: str, data: bytes) -> None:
        self.tar.addfile(self._info(name, len(data)), io.BytesIO(data))

    def _info(self, name: str, size: int) -> tarfile.TarInfo:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, ONLY_US, int(self.head.made_at.timestamp())
        return info


def head_of(path: Path) -> Head:
    """Whose archive it is, without reading on. Raises Unusable."""
    with _readable(path) as tar:
        return _head(path, tar)


def read_whole(path: Path, sink: Sink, tell: Tell) -> Manifest:
    """Every byte of it, compared with what it should be. `sink` is asked for each file where to write it."""
    found: dict[str, File] = {}
    manifest: Manifest | None = None
    with _readable(path) as tar:
        head = _head(path, tar)
        while (member := tar.next()) is not None:
            if manifest is not None or member.name in found:
                raise Unusable(f"{path} holds more than a backup does ({member.name!r}).")
            if member.name == MANIFEST:
                manifest = _manifest(path, tar, member)
            else:
                _refuse_strange(path, member)
                found[member.name] = _copied(tar, member, sink, tell)
    if manifest is None or manifest.head != head:
        raise Unusable(f"{path} is not whole: its end is missing. Use another backup.")
    _compare(path, manifest.files, found)
    return manifest


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with path.open("rb") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            yield tar
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise Unusable(f"{path} cannot be read: {error.strerror}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise Unusable(f"{path} is damaged or no backup of this site: {error}.") from error


def _head(path: Path, tar: tarfile.TarFile) -> Head:
    member = tar.next()
    try:
        if member is None or member.name != HEAD or member.size > LONGEST_HEAD:
            raise ValueError(HEAD)
        head = head_from(_bytes(tar, member))
    except (ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{path} is no backup of this site.") from error
    if head.format > FORMAT:
        raise Unusable(
            f"{path} was made by a newer version ({head.version}). Install that version or a later one first."
        )
    return head


def _manifest(path: Path, tar: tarfile.TarFile, member: tarfile.TarInfo) -> Manifest:
    try:
        if member.size > LONGEST_MANIFEST:
            raise ValueError(MANIFEST)
        return manifest_from(_bytes(tar, member))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unusable(f"{path} is damaged: its list of contents cannot be read. Use another backup.") from error


def _bytes(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if not _is_plain(member) or (source := tar.extractfile(member)) is None:
        raise ValueError(member.name)
    return source.read()


def _is_plain(member: tarfile.TarInfo) -> bool:
    """A file, neither a link to elsewhere nor a device nor one with holes."""
    return member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse()


def _refuse_strange(path: Path, member: tarfile.TarInfo) -> None:
    inside = member.name.removeprefix(MEDIA)
    is_ours = member.name == DATABASE or (member.name.startswith(MEDIA) and is_safe(inside))
    if not is_ours or not _is_plain(member):
        raise Unusable(f"{path} holds {member.name!r}, which no backup of ours does. It was not unpacked.")


def is_safe(name: str) -> bool:
    """A path that leads nowhere but down."""
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") and len(part.encode()) <= LONGEST_NAME for part in parts)
    return plain and "\\" not in name and name.isprintable() and not PurePosixPath(name).is_absolute()


def _copied(tar: tarfile.TarFile, member: tarfile.TarInfo, sink: Sink, tell: Tell) -> File:
    source = tar.extractfile(member)
    assert source is not None  # noqa: S101 (a plain file, looked at before)
    reader = Hashing(source, tell)
    target = sink(member.name)
    with target or contextlib.nullcontext():
        while data := reader.read(CHUNK):
            if target is not None:
                target.write(data)
    return reader.file


def _compare(path: Path, wanted: dict[str, File], found: dict[str, File]) -> None:
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            what = "is missing" if name not in found else "is not what was backed up"
            raise Unusable(f"{path} is damaged: {name} {what}. Use another backup.")
