"""One meeting as a calendar file (RFC 5545). By default it names neither group nor room nor title: calendars are shared
with families and employers, and lie on other people's servers."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from community.chat.models import Meeting

WIDEST = 75  # octets in a line


def calendar_file(meeting: Meeting, *, named: bool, now: datetime) -> bytes:
    """`named`: with the title, for those who asked for it."""
    return "".join(f"{line}\r\n" for content in _lines(meeting, named, now) for line in _folded(content)).encode()


def _lines(meeting: Meeting, named: bool, now: datetime) -> Iterator[str]:
    title = meeting.plan.title if named else _("Meeting")
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//{_text(settings.SITE_NAME)}//Meetings//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield "BEGIN:VEVENT"
    yield f"UID:meeting-{meeting.pk}@{settings.BASE_URL.partition('://')[2].partition('/')[0]}"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"SEQUENCE:{meeting.sequence}"
    yield f"DTSTART:{_moment(meeting.starts_at)}"
    yield f"DTEND:{_moment(meeting.ends_at)}"
    yield f"SUMMARY:{_text(f'{title} · {settings.SITE_NAME}')}"
    yield f"URL:{settings.BASE_URL}{meeting.get_absolute_url()}"
    yield f"STATUS:{'CANCELLED' if meeting.cancelled_at else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Values in which comma, semicolon and line breaks would mean something."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        words = words.replace(plain, escaped)
    return words


def _folded(content: str) -> Iterator[str]:
    """Lines of at most 75 octets, later ones begun with a space that counts; no character is cut in two."""
    line = ""
    for character in content:
        if len(f"{line}{character}".encode()) > WIDEST:
            yield line
            line = " "
        line += character
    yield line
