"""A second language, which lives in the tests: some German, as an operator's translation would bring it. Written as
GNU's compiled catalogue, so that no machine needs gettext."""

import struct

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
MAGIC = 0x950412DE


def several(one, many):
    """How a catalogue writes a word and its plural."""
    return f"{one}\0{many}"


def compiled(words):
    """A .mo file: two tables of lengths and places, the words, their translations."""
    pairs = sorted((key.encode(), value.encode()) for key, value in {"": HEADER, **words}.items())
    keys, values = [key for key, _value in pairs], [value for _key, value in pairs]
    tables, text, place = b"", b"", 28 + 16 * len(pairs)
    for part in [*keys, *values]:
        tables += struct.pack("<II", len(part), place + len(text))
        text += part + b"\0"
    return struct.pack("<7I", MAGIC, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables + text


def write_catalogue(folder, words=None):
    messages = folder / "de" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.mo").write_bytes(compiled(GERMAN if words is None else words))


GERMAN = {
    # pages
    "Settings": "Einstellungen",
    "Your time zone": "Deine Zeitzone",
    "Your language": "Deine Sprache",
    "Saved.": "Gespeichert.",
    "%(name)s answered you": "%(name)s hat dir geantwortet",
}
