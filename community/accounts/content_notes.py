"""What a text may touch on, said before it is read; each member chooses what becomes of it.

Notes are bits of one number: a list leaves out what somebody does not want to meet without one more query
(`notes` of a row, `notes_shown` and `notes_left_out` of a member).
"""

from enum import IntFlag

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ContentNote(IntFlag):
    SURGERY = 1
    NEEDLES = 2
    LOW_MOOD = 4
    SELF_HARM = 8
    FLASHING = 16
    WEIGHT_FOOD = 32
    OTHER = 64


LABELS = {
    ContentNote.SURGERY: _("Surgery, pictures or details"),
    ContentNote.NEEDLES: _("Needles"),
    ContentNote.LOW_MOOD: _("Low mood"),
    ContentNote.SELF_HARM: _("Mentions self-harm"),
    ContentNote.FLASHING: _("Flashing pictures or video"),
    ContentNote.WEIGHT_FOOD: _("Weight or food"),
    ContentNote.OTHER: _("Something else that may be hard to read"),
}
ALL_NOTES = sum(ContentNote)


def labels_of(notes: int) -> list[str | Promise]:
    """The words for the notes that are set, in the order of the site's list."""
    return [label for note, label in LABELS.items() if notes & note]


def bits_of(notes: int) -> list[int]:
    """Each note that is set, alone."""
    return [note.value for note in ContentNote if notes & note]
