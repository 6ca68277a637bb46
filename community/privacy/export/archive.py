"""The file itself: a ZIP of data.json, index.html and the member's pictures, written row by row."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.template.loader import render_to_string

from community.accounts.models import User
from community.accounts.readers import as_reader
from community.forum.models import Picture
from community.privacy.export.contents import exported
from community.privacy.export.labels import title_of
from community.privacy.export.rows import rows
from community.privacy.export.words import shown
from community.privacy.parts import GROUPS, PARTS

FORMAT = 1  # of data.json: keys are added, never renamed, without a new number
MARK = "<!-- rows -->"
CSS = Path(__file__).with_name("export.css")
BLOCK = 64 * 1024
Step = Callable[[], None]


def steps() -> int:
    """How often `write` says that it has come further."""
    return 2 * len(exported()) + 1


def write(file: IO[bytes], member: User, *, now: datetime, step: Step) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, as_reader(member):
        _write_into(archive, "data.json", json_of(member, now=now, step=step))
        _write_into(archive, "index.html", page_of(member, now=now, step=step))
        archive.write(CSS, "style.css")
        _write_pictures(archive, member)
        step()


def _write_into(archive: ZipFile, name: str, pieces: Iterable[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as entry:
        for piece in pieces:
            entry.write(piece.encode())


def _write_pictures(archive: ZipFile, member: User) -> None:
    """They are packed already. One whose file is missing leaves the others alone."""
    for name in Picture.objects.filter(owner=member).order_by("pk").values_list("file", flat=True).iterator():
        if name and default_storage.exists(name):
            with default_storage.open(name) as picture:
                archive.writestr(f"pictures/{Path(name).name}", picture.read(), ZIP_STORED)


def json_of(member: User, *, now: datetime, step: Step) -> Iterator[str]:
    head = {"format": FORMAT, "made_at": now, "member": member.username}
    yield json.dumps(head, cls=DjangoJSONEncoder, ensure_ascii=False)[:-1] + ', "tables": {'
    for number, (_group, _part, model) in enumerate(exported()):
        yield ("," if number else "") + f"\n{json.dumps(model._meta.label)}: ["
        for place, row in enumerate(rows(model, member)):
            yield ("," if place else "") + "\n" + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
        yield "]"
        step()
    yield "\n}}\n"


def page_of(member: User, *, now: datetime, step: Step) -> Iterator[str]:
    """In the member's language, to be read without this site."""
    groups = {group: GROUPS[group] for group, _part, _model in exported()}
    context = {"member": member, "now": now, "rows_html": MARK, "groups": groups}
    head, foot = render_to_string("privacy/export.html", context).split(MARK)
    yield head
    for group, tables in groupby(exported(), key=lambda one: one[0]):
        yield render_to_string("privacy/_export_group.html", {"name": group, "title": GROUPS[group]})
        for part, models in groupby(tables, key=lambda one: one[1]):
            yield from _part(part, [model for _group, _part, model in models], member, step)
    yield foot


def _part(part: str, models: list[type[Model]], member: User, step: Step) -> Iterator[str]:
    is_empty = True
    yield render_to_string("privacy/_export_part.html", {"part": PARTS[part]})
    for model in models:
        for row in rows(model, member):
            is_empty = False
            yield render_to_string("privacy/_export_row.html", _in_words(model, row))
        step()
    if is_empty:
        yield render_to_string("privacy/_export_empty.html")


def _in_words(model: type[Model], row: dict[str, Any]) -> dict[str, Any]:
    number = row.get("id")
    return {
        "title": title_of(model),
        "number": number if isinstance(number, int) else None,
        "values": shown(model, row),
    }
