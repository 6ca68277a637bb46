"""How the page in the file says what the columns hold."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Field, Model
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.accounts.content_notes import labels_of
from community.core.display import THEMES
from community.forum.models.keeping import REACTIONS
from community.notifications.models import Delivery
from community.privacy.export.contents import TABLES
from community.privacy.export.labels import label_of
from community.privacy.export.labels.common import COLUMNS
from community.privacy.export.rows import ANOTHER, YOU, Row

FOR_MACHINES = {"id", "seal_id", "submit_id", "client_id"}  # they stand in data.json; the number stands above the row


def shown(model: type[Model], row: Row) -> Iterator[tuple[str, str]]:
    """Label and value of what is not empty, each thing once: the name of a group in place of its number, and not whose
    it is where all of it is the member's. False says something; nothing, and none of a thing, do not."""
    for name, value in row.items():
        if name not in FOR_MACHINES and not _is_name(name, row) and not _is_plain(model, name, value):
            field: Any = model._meta.get_field(name)
            if words := row.get(f"{name}_name") or said(field, value):
                yield str(label_of(model, name)), words


def _is_name(column: str, row: Row) -> bool:
    """It says what the column before it holds."""
    return column.endswith("_name") and column.removesuffix("_name") in row


def _is_plain(model: type[Model], column: str, value: Any) -> bool:
    table = TABLES[model._meta.label]
    return value == YOU and column in table.mine and column not in table.names


def said(field: "Field[Any, Any]", value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.is_relation:
        return _whose(value) if isinstance(value, str) else _("number %(number)s") % {"number": value}
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    special = IN_WORDS.get(field.name, plainly)
    return "" if value == 0 and special is plainly and value is not False else special(value)


def _whose(value: str) -> str:
    return {YOU: _("You"), ANOTHER: _("Somebody else")}.get(value, value)


def plainly(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, time):
        return time_format(value, "H:i")
    if isinstance(value, list):
        return "\n".join(filter(None, map(_line, value)))
    return "\n".join(_pairs(value)) if isinstance(value, dict) else str(value)


def _line(one: Any) -> str:
    """Of a list: a question with its answer on one line."""
    return ": ".join(map(plainly, one)) if isinstance(one, list) else plainly(one)


def _pairs(fields: dict[str, Any]) -> Iterator[str]:
    """A form as it was filled in, line by line."""
    for name, value in fields.items():
        words = _notes(value) if name == "content_notes" else plainly(value)
        if words and name not in FOR_MACHINES:
            yield f"{COLUMNS.get(name, name.replace('_', ' '))}: {words}"


def _listed(parts: Iterator[Any]) -> str:
    return ", ".join(map(str, parts))


def _notes(bits: Any) -> str:
    return _listed(iter(labels_of(bits))) if isinstance(bits, int) else plainly(bits)


def _signs(bits: int) -> str:
    return _listed(label for bit, label in REACTIONS.items() if bits & bit)


def _days(text: str) -> str:
    return _listed(WEEKDAYS[int(day)] if day in set("0123456") else day for day in text.split(","))


IN_WORDS: dict[str, Callable[[Any], str]] = {  # numbers and words of the code
    "content_notes": _notes,
    "team_notes": _notes,
    "notes_shown": _notes,
    "notes_left_out": _notes,
    "kinds": _signs,
    "weekday": lambda day: str(WEEKDAYS[day]),
    "weekdays": _days,
    "theme": lambda name: str(THEMES.get(name, name)),
    "language": lambda code: str(dict(settings.LANGUAGES).get(code, code)),
    "mail_stopped_why": lambda why: str(dict(Delivery.Why.choices).get(why, why)),
}
