"""Calendars as text (RFC 5545), for files, subscriptions and mails.

Every event is one moment in UTC: no rule runs in it, so no zone has to be explained, and 09:00 is 09:00 on every clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from urllib.parse import quote, urlsplit

from django.conf import settings

WIDEST = 75  # octets in a line
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
UTC_ZONE = ["BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"]
UTC_ZONE += ["TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"]
CONTROLS = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), 0x7F])  # all but the line break, which is written as \n
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    uid: str  # the same for as long as it is the same event; the host follows
    sequence: int = 0  # raised by each change of when, and by calling off
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    path: str
    is_cancelled: bool = False
    is_busy: bool = True
    invited: str = ""  # the address of the one to whom it is sent


def calendar_text(events: Iterable[Event], *, method: str = "", about: Iterable[str] = ()) -> str:
    """`about`: further lines of the calendar itself. Without a method DTSTAMP is when an event was last changed."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{escaped(settings.SITE_NAME)}//Calendar//EN"]
    head += ["CALSCALE:GREGORIAN", *([f"METHOD:{method}"] if method else []), *about]
    body = [line for event in events for line in _lines(event)]
    contents = [*head, *(body or UTC_ZONE), "END:VCALENDAR"]  # one without any part would be none
    return "".join(f"{line}\r\n" for content in contents for line in _folded(content))


def method_of(text: str) -> str:
    """Empty for a calendar that is nobody's invitation."""
    found = (line.removeprefix("METHOD:") for line in text.splitlines() if line.startswith("METHOD:"))
    return next(found, "")


def escaped(words: str) -> str:
    """Values in which comma, semicolon and line breaks would mean something."""
    return words.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS).translate(ESCAPES)


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@{urlsplit(settings.BASE_URL).netloc}"
    yield f"DTSTAMP:{_moment(event.stamped_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART:{_moment(event.starts_at)}"
    yield f"DTEND:{_moment(event.ends_at)}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"URL:{settings.BASE_URL}{event.path}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    if not event.is_busy:
        yield "TRANSP:TRANSPARENT"
    if event.invited:
        yield from _people(event)
    yield "END:VEVENT"


def _people(event: Event) -> Iterator[str]:
    """The site, and the one reader: whoever else comes is nobody's business. They said that they come on the site, so
    no answer is asked for."""
    name = settings.SITE_NAME.translate(dict.fromkeys([*CONTROLS, ord("\n"), ord('"')]))
    yield f'ORGANIZER;CN="{name}":{_mailto(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])}'
    yield f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:{_mailto(event.invited)}"


def _mailto(address: str) -> str:
    return f"mailto:{quote(address, safe='@+')}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(content: str) -> Iterator[str]:
    """Lines of at most 75 octets, later ones begun with a space that counts; no character is cut in two."""
    line = ""
    for character in content if len(content.encode()) > WIDEST else ():
        if len(f"{line}{character}".encode()) > WIDEST:
            yield line
            line = " "
        line += character
    yield line or content
