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


def write_catalogue(folder, words=None, *, language="de"):
    messages = folder / language / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.mo").write_bytes(compiled(GERMAN if words is None else words))


# Not a translation: a few words in Hebrew letters, so that pages hold both directions as a half-finished one would.
HEBREW = {
    "Settings": "הגדרות",
    "Saved.": "נשמר.",
    "Urgent help": "עזרה דחופה",
    "Skip to the content": "דלג לתוכן",
    "Rooms": "חדרים",
    "Search": "חיפוש",
    "On this page": "בעמוד זה",
    "Sources and dates": "מקורות ותאריכים",
    "In short": "בקצרה",
    "Show": "הצג",
    "Call %(number)s": "התקשר אל %(number)s",
}
GERMAN = {
    # pages
    "Settings": "Einstellungen",
    "Your time zone": "Deine Zeitzone",
    "Your language": "Deine Sprache",
    "Saved.": "Gespeichert.",
    "%(name)s answered you": "%(name)s hat dir geantwortet",
    "Together, every %(number)s seconds": "Alle %(number)s Sekunden",
    several("Every week", "Every %(n)s weeks"): several("Jede Woche", "Alle %(n)s Wochen"),
    # every mail
    "Show me": "Zeigen",
    "Stop mails of this kind": "Keine solchen Mails mehr",
    "Urgent help": "Dringende Hilfe",
    # a reminder
    "A reminder for you": "Eine Erinnerung für dich",
    "You have a reminder due at %(time)s on %(day)s.": "Am %(day)s um %(time)s Uhr ist eine Erinnerung fällig.",
    "This was due at %(time)s on %(day)s. We are sorry that we are late.": "Das war am %(day)s um %(time)s Uhr fällig.",
    "Done, skipped, or later: you can answer without signing in.": "Du kannst ohne Anmeldung antworten.",
    "Answer this reminder": "Antworten",
    "What it is about is on the site, where only you see it.": "Worum es geht, siehst nur du.",
    "Show my reminders": "Meine Erinnerungen",
    "You get this mail because you set a reminder.": "Du hast eine Erinnerung eingerichtet.",
    "Reminders for you": "Erinnerungen für dich",
    # a meeting
    "A meeting you plan to join": "Ein Treffen, zu dem du kommst",
    "It begins at %(time)s on %(weekday)s, %(day)s, time in %(zone)s.": (
        "Es beginnt am %(weekday)s, %(day)s um %(time)s Uhr (Zeit in %(zone)s)."
    ),
    "Which one it is and all the rest is on the site.": "Welches es ist, steht auf der Seite.",
    "Show the meeting": "Das Treffen zeigen",
    "You get this mail because you said that you would like to come.": "Du hast gesagt, dass du kommen möchtest.",
    "Meeting": "Treffen",
    # a summary
    "What is new for you": "Neu für dich",
    "Since your last summary this has come for you, to read when you like:": "Seit dem letzten Mal kam:",
    several(
        "%(number)s new answer in conversations you wrote in or follow",
        "%(number)s new answers in conversations you wrote in or follow",
    ): several("%(number)s neue Antwort", "%(number)s neue Antworten"),
    several("%(number)s new private message", "%(number)s new private messages"): several(
        "%(number)s private Nachricht", "%(number)s private Nachrichten"
    ),
    "What it is stands on the site, where only you see it. You need not do anything.": "Was es ist, siehst nur du.",
    "Show me what is new": "Neues zeigen",
    "You get this mail because a summary mail comes to every member who has not switched it off.": (
        "Eine Übersicht bekommen alle, die sie nicht abgestellt haben."
    ),
    # where mails lead
    "Reply": "Antwort",
    "Stop mails of this kind?": "Keine solchen Mails mehr?",
    "This is about mails of the kind “%(kind)s”. Nothing has changed yet.": "Es geht um „%(kind)s“.",
    "Get mails again?": "Wieder Mails bekommen?",
    "Due %(due)s": "Fällig: %(due)s",
    "today at %(time)s": "heute um %(time)s Uhr",
    "on %(date)s at %(time)s": "am %(date)s um %(time)s Uhr",
    # what others cause
    "The team blanked a phrase": "Das Team hat etwas geschwärzt",
    "You have a new role in a group.": "Du hast eine neue Rolle in einer Gruppe.",
    "%(name)s replied in a thread you started": "%(name)s hat in deinem Thema geantwortet",
    "%(name)s asks for everyone in %(room)s": "%(name)s ruft alle in %(room)s",
    "%(name)s sent you a kind sign": "%(name)s hat dir ein Zeichen geschickt",
    several("%(number)s new message in %(room)s", "%(number)s new messages in %(room)s"): several(
        "%(number)s neue Nachricht in %(room)s", "%(number)s neue Nachrichten in %(room)s"
    ),
    "You have a reminder due at %(time)s.": "Um %(time)s Uhr ist eine Erinnerung fällig.",
    "“%(title)s” begins on %(day)s at %(time)s.": "„%(title)s“ beginnt am %(day)s um %(time)s Uhr.",
    several("Summary: %(n)d thing was new", "Summary: %(n)d things were new"): several(
        "Übersicht: %(n)d Neuigkeit", "Übersicht: %(n)d Neuigkeiten"
    ),
    "You can read here. Writing is paused for you, with no end date.": "Du kannst hier lesen, aber nicht schreiben.",
    "A moderator hid this message.": "Von der Moderation ausgeblendet.",
    "A message from the team": "Eine Nachricht vom Team",
    "Reminder": "Erinnerung",
}
