"""How the page in the file says what the columns hold."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LABELS: dict[str, Promise] = {  # the others are read as their columns are called, with spaces
    "body": gettext_lazy("Text"),
    "text": gettext_lazy("Text"),
    "words": gettext_lazy("Text"),
    "note": gettext_lazy("Note"),
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Written by"),
    "alias_name": gettext_lazy("Under the name"),
    "created_at": gettext_lazy("Written or made on"),
    "edited_at": gettext_lazy("Changed on"),
    "removed_at": gettext_lazy("Taken back on"),
    "hidden_at": gettext_lazy("Hidden by the team on"),
    "group_name": gettext_lazy("Group"),
    "board_name": gettext_lazy("Board"),
    "room_name": gettext_lazy("Room"),
    "thread_name": gettext_lazy("Conversation"),
    "conversation_name": gettext_lazy("Conversation"),
    "email": gettext_lazy("E-mail address"),
    "username": gettext_lazy("Name"),
    "reason": gettext_lazy("Reason"),
    "answer": gettext_lazy("Answer"),
    "answered_at": gettext_lazy("Answered on"),
    "file": gettext_lazy("File"),
    "alt": gettext_lazy("What the picture shows"),
}


def shown(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and value of what is not empty. False says something; nothing does not."""
    for name, value in row.items():
        if name != "id" and value not in (None, "", [], {}):
            yield str(LABELS.get(name, name.replace("_", " ").capitalize())), said(value)


def said(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return {"you": _("You"), "another": _("Somebody else")}.get(value, str(value))
