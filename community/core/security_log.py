"""What somebody has to find again who looks into an attack: a line for each event, with who, where and what.

Never words: a member is a number, a page its route and the numbers in its address, a visitor the mark of their network
for that day. docs/security/logs.md lists every event and says who may look up whose number it is.
"""

import logging
from enum import StrEnum

logger = logging.getLogger("steadfold.security")  # heard from INFO on, whatever LOG_LEVEL is


class Event(StrEnum):
    SIGN_IN = "sign-in"
    SIGN_IN_UNKNOWN = "sign-in-unknown"
    REFUSED = "refused"
    NOT_THERE = "not-there"
    NOT_TAKEN = "not-taken"
    TOO_OFTEN = "too-often"
    FORGED_FORM = "forged-form"
    FORGED_LINK = "forged-link"
    FOREIGN_SOCKET = "foreign-socket"
    SOCKET_REFUSED = "socket-refused"
    SIGN_UP_BRAKE = "sign-up-brake"
    READING_ALARM = "reading-alarm"
    RIGHTS = "rights"
    GROUP_ROLE = "group-role"
    EXPORT_ASKED = "export-asked"
    EXPORT_FETCHED = "export-fetched"
    LEAVING = "leaving"
    STAYED = "stayed"


FAILED = {
    *(Event.SIGN_IN_UNKNOWN, Event.REFUSED, Event.NOT_THERE, Event.NOT_TAKEN, Event.TOO_OFTEN, Event.FORGED_FORM),
    *(Event.FORGED_LINK, Event.FOREIGN_SOCKET, Event.SOCKET_REFUSED, Event.SIGN_UP_BRAKE, Event.READING_ALARM),
}


def note_event(event: Event, **about: object) -> None:
    """`about` are numbers, and words of the code: results, names of routes, columns."""
    facts = {name: value for name, value in about.items() if value not in (None, "")}
    told = " ".join([event.value, *(f"{name}={value}" for name, value in facts.items())])
    logger.log(logging.WARNING if event in FAILED else logging.INFO, told, extra={"event": event.value, "facts": facts})
