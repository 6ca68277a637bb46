"""Two readers of calendar files that share no line. One takes exactly what RFC 5545 lets us write, and raises on the
rest; the other reads octet by octet, as a small program in a phone would. `read` asks both, and they must agree."""

import re

PROPERTY = re.compile(
    r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=(?:\"[^\"\x00-\x1f]*\"|[^;:\",\x00-\x1f]*))*):([^\x00-\x08\x0a-\x1f\x7f]*)"
)
NEEDED = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "URL", "CLASS"}
ALLOWED = NEEDED | {"TRANSP", "ORGANIZER", "ATTENDEE"}
HEAD = {"VERSION", "PRODID", "CALSCALE"}
OF_THE_CALENDAR = {
    *("VERSION", "PRODID", "CALSCALE", "METHOD"),
    *("NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"),
}
NO_EVENTS = ["BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"]  # some part has to be there
NO_EVENTS += ["TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"]
ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def read(data):
    """The calendar's own properties and its events, each a dict of values."""
    calendar, events = strictly(data)
    assert (calendar, events) == octet_by_octet(data if isinstance(data, bytes) else data.encode())
    return calendar, events


def unfolded(text):
    """For whoever looks for words in it: a fold may stand in the middle of one."""
    return text.replace("\r\n ", "")


def strictly(data):
    text = data.decode() if isinstance(data, bytes) else data
    assert text.endswith("\r\n")
    assert re.search(r"(?<!\r)\n|\r(?!\n)", text) is None
    physical = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= 75 and line for line in physical)
    lines = "\r\n".join(physical).replace("\r\n ", "").split("\r\n")
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-1] == "END:VCALENDAR"
    begins = [number for number, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    if not begins:
        assert lines[-len(NO_EVENTS) - 1 : -1] == NO_EVENTS
        return once(lines[1 : -len(NO_EVENTS) - 1], needed=HEAD, allowed=OF_THE_CALENDAR), []
    calendar = once(lines[1 : begins[0]], needed=HEAD, allowed=OF_THE_CALENDAR)
    events = []
    for begin, end in zip(begins, [*begins[1:], len(lines) - 1], strict=True):
        assert lines[end - 1] == "END:VEVENT"
        events.append(checked(once(lines[begin + 1 : end - 1], needed=NEEDED, allowed=ALLOWED)))
    assert len({event["UID"] for event in events}) == len(events)
    return calendar, events


def once(lines, *, needed, allowed):
    found = {}
    for line in lines:
        name, _parameters, value = PROPERTY.fullmatch(line).groups()
        assert name in allowed
        assert name not in found
        found[name] = value
    assert needed <= found.keys()
    return found


def checked(event):
    for name in ("DTSTAMP", "DTSTART", "DTEND"):
        assert re.fullmatch(r"\d{8}T\d{6}Z", event[name])
    assert event["DTSTART"] < event["DTEND"]
    assert event["STATUS"] in ("CONFIRMED", "CANCELLED")
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", event["SUMMARY"])
    summary = re.sub(r"\\[\\;,nN]", lambda found: ESCAPES[found.group()], event["SUMMARY"])
    return {**event, "SUMMARY": summary, "SEQUENCE": int(event["SEQUENCE"])}


def octet_by_octet(data):
    """Knows nothing of which properties there are; opens and closes components as they come."""
    calendar, events, inside = {}, [], []
    for line in lines_in(data):
        name, value = name_and_value(line)
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] in ("VEVENT", "VCALENDAR"):
            (events[-1] if inside[-1] == "VEVENT" else calendar)[name] = as_told(name, value)
    assert inside == []
    return calendar, events


def lines_in(data):
    """Lines without the breaks that were put into them; those may stand between the octets of one character."""
    line = bytearray()
    at = 0
    while at < len(data):
        if data[at : at + 2] == b"\r\n":
            if data[at + 2 : at + 3] in (b" ", b"\t"):
                at += 3
                continue
            yield line.decode()
            line = bytearray()
            at += 2
            continue
        line.append(data[at])
        at += 1
    assert not line


def name_and_value(line):
    quoted = False
    for at, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        if sign == ":" and not quoted:
            return line[:at].split(";")[0], line[at + 1 :]
    raise ValueError(line)


def as_told(name, value):
    if name == "SEQUENCE":
        return int(value)
    if name != "SUMMARY":
        return value
    words, escaped = "", False
    for sign in value:
        if escaped:
            words += "\n" if sign in "nN" else sign
        elif sign != "\\":
            words += sign
        escaped = sign == "\\" and not escaped
    return words
