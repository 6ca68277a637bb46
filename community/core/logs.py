"""What may stand in a log: where something went wrong, never what people wrote or who they are.

Whoever writes a record leaves words out. What is here is the last line of defence, and all there is for records that
libraries write: addresses lose their words, e-mail addresses, tokens, networks' addresses and links go, and of an error
only its kind and its place in the code are told, since what it says may quote anything.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.functional import SimpleLazyObject, empty

LONGEST = 2000  # signs of one message: what stands behind is not even looked at, since strangers can make it long
GONE = "…"
OTHERS_WORDS = {"exc", "traceback", "args", "kwargs", "return_value"}  # as Celery calls them in its records
SHAPES = (
    r"\S{200,}",  # longer than anything of ours. Those below that begin anew at each sign would take long for it
    r"\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /\S*",  # the line of a request
    r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+",
    r"\?[^\s?]\S*",
    r"\b[\w=.-]+:[0-9A-Za-z]{6}:[\w-]{27,}",  # signed by Django
    r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}(?:[:.=][\w=-]+)*",  # a token
    r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)",
    r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}(?![\w:])",
)
LINK = re.compile(r"(://)(?:[^\s/@]*@)?([^\s/?#@]*)\S*")
PATTERN = re.compile("|".join(SHAPES))
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
NEXT_LINE = "\n  | "  # so that nothing which is quoted looks like a record of its own
ROOT = Path(__file__).resolve().parent.parent.parent
DEEPEST = 5
request_id: ContextVar[str] = ContextVar("request_id", default="")  # of the request that the work at hand is for
asked_by: ContextVar[Any] = ContextVar("asked_by", default=None)  # the request itself, where it is at hand


class WithoutWords(logging.Filter):
    """Shortens every address that a record quotes: "/threads/19/my-illness/" becomes "/threads/19/…"."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, Mapping):
            record.args = {name: GONE if name in OTHERS_WORDS else value for name, value in record.args.items()}
        elif isinstance(record.args, tuple):
            record.args = tuple(without_words(word) for word in record.args)
        record.msg, record.args = scrubbed(message_of(record)), ()
        return True


class AsWarning(logging.Filter):
    """What anybody can cause from outside is no mistake of ours: it wakes nobody, and where it was says nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
        return True


def message_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # a record whose words do not fit together is told all the same
        return str(record.msg)


def without_words(word: object) -> object:
    return shortened(word) if isinstance(word, str) and word.startswith("/") else word


def shortened(address: str) -> str:
    first, *rest = address.strip("/").split("/")
    return "/".join(["", first, *(part if part.isdigit() else GONE for part in rest)])


def scrubbed(text: str) -> str:
    """Of a link stays where it leads, which may be a service of ours."""
    return CONTROL.sub("", PATTERN.sub(GONE, LINK.sub(r"\1\2", beginning(text))))


def beginning(text: str) -> str:
    """Without the word that is cut: it may be half of an address, which no pattern knows."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0]} {GONE}".lstrip()


def trail_of(problem: BaseException | None, depth: int = 0) -> Iterator[str]:
    """The kind of an error and the lines of code it came through, and the same of what led to it."""
    if problem is None or depth == DEEPEST:
        return
    yield type(problem).__qualname__
    yield from (
        f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(problem.__traceback__)
    )
    yield from trail_of(problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__), depth + 1)


def _place(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else "/".join(path.parts[-3:])


class Line(logging.Formatter):
    """For people: when (UTC), how bad, who says it, what, and for which request."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{moment_of(record)} {record.levelname} {record.name} {message_of(record)}"
        about = f" (request {request_id.get()}, {who()})" if request_id.get() else ""
        return "\n".join([f"{head}{about}", *problem_of(record)]).replace("\n", NEXT_LINE)


class JsonLine(logging.Formatter):
    """For machines: one object in each line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {"at": moment_of(record), "level": record.levelname, "logger": record.name}
        told |= {"message": message_of(record), "process": record.process, "who": who()}
        told |= {name: vars(record)[name] for name in ("event", "facts") if name in vars(record)}
        if request_id.get():
            told["request"] = request_id.get()
        if trail := problem_of(record):
            told["error"] = trail
        return json.dumps(told, ensure_ascii=False)


def who() -> str:
    """The number of a member, which is no name. Nobody is looked up for the sake of a line: before the site has asked
    whose sign-in it is, it is unknown."""
    request = asked_by.get()
    if request is None:
        return "the site"
    user = vars(request).get("user")
    if user is None or (isinstance(user, SimpleLazyObject) and vars(user)["_wrapped"] is empty):
        return "not known yet"
    return f"member {user.pk}" if user.pk else "visitor"


def moment_of(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def problem_of(record: logging.LogRecord) -> list[str]:
    return list(trail_of(record.exc_info[1])) if isinstance(record.exc_info, tuple) else []
