"""What docs/security says of files is what the code does, and what its documents name is there."""

from pathlib import Path

from django.apps import apps
from django.db import models

from community.core import bodies, pictures
from community.forum.actions.pictures import MOST_A_DAY, MOST_WAITING
from community.forum.forms.picture import MOST
from community.limits import UPLOADS_LIMIT
from tests.inputs import forms_of_ours
from tests.test_asvs import NAMED, problem_of

DOCUMENTS = Path(__file__).parent.parent.parent / "docs/security"
TEXT = (DOCUMENTS / "files.md").read_text()


def test_numbers_are_those_of_the_code():
    said = {
        "kinds": ("JPEG", "PNG", "WebP", "GIF"),
        "size of the file": (f"{pictures.MOST_BYTES // 1_000_000} MB", f"{bodies.LARGEST_UPLOAD // 1_000_000} MB"),
        "points": (f"{pictures.MOST_PIXELS // 1_000_000} million", f"{pictures.MOST_PIXELS // 2_000_000} million"),
        "scans of a JPEG": (str(pictures.MOST_SCANS),),
        "how many": (f"{MOST} in a post", f"{MOST_WAITING} waiting", f"{MOST_A_DAY} a day", uploads_in_an_hour()),
        "at once": (f"{pictures.PATIENCE} seconds",),
        "what is kept": (f"{pictures.LONGEST_EDGE} points",),
    }
    lines = [line.strip("| ") for line in TEXT.splitlines() if line.startswith("| ")]
    rows = dict(line.split(" | ", 1) for line in lines if " | " in line)

    assert {kind.upper() for kind in said["kinds"]} == set(pictures.KINDS)
    missing = {row: [part for part in parts if part not in rows[row]] for row, parts in said.items()}
    assert not any(missing.values()), missing


def uploads_in_an_hour():
    return f"{next(amount.most for amount in UPLOADS_LIMIT.member if amount.seconds == 3600)} an hour"


def test_no_form_has_a_file_but_that_of_pictures():
    """Its field is made where a board takes pictures (`forum/forms/picture.py`)."""
    fields = [(form, field) for form in forms_of_ours() for field in form.base_fields.values()]
    assert [form for form, field in fields if field.widget.needs_multipart_form] == []
    columns = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    ]
    assert {str(column) for column in columns} == {"forum.Picture.file"}


def test_what_the_documents_name_is_there():
    """asvs.md has a test of its own."""
    texts = {path.name: path.read_text() for path in DOCUMENTS.glob("*.md") if path.name != "asvs.md"}
    problems = {name: [problem_of(named) for named in NAMED.findall(text)] for name, text in texts.items()}

    assert {"input.md", "files.md", "costly.md"} <= set(texts)
    assert {name: list(filter(None, found)) for name, found in problems.items() if any(found)} == {}
