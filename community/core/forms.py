"""Fields that take what people write."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TOO_LONG = gettext_lazy("Your text has %(show_value)d characters, and %(limit_value)d fit. Shorten it a little.")
BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # counted as letters and signs, and drawn as nothing
JOINERS = "\u200c\u200d"  # part of the spelling of several languages and of many emoji, although invisible
LONGEST_KEY = 18  # digits: one more may be too large for a column
NOT_STORABLE = re.compile("[\0\ud800-\udfff]")
CONTROLS = dict.fromkeys([*range(0x20), 0x7F])  # no page shows them, and a feed with one breaks
del CONTROLS[ord("\t")], CONTROLS[ord("\n")]


def has_something_to_see(text: str) -> None:
    if not any(unicodedata.category(character)[0] in "LNPS" and character not in BLANK for character in text):
        raise ValidationError(_("Write at least one letter, number or sign that people can see."))


def storable(text: str) -> str:
    """No database takes a NUL and none half a character. A browser shows them in the form that comes back as �."""
    if NOT_STORABLE.search(text):
        raise ValidationError(
            _("Your text holds signs that cannot be stored. Nothing is lost: take out each “�” and send it again.")
        )
    return text


def clean_line(text: str) -> str:
    """One line, for a title or a name, without the invisible characters that could turn, hide or fake the words in it
    or beside it. A joiner stays behind letters that may need one; no English word does."""
    kept = ""
    for character in text:
        joins = character in JOINERS and kept[-1:] > "\x7f" and kept[-1] not in JOINERS
        if joins or character.isspace() or not is_invisible(character):
            kept += character
    return " ".join(kept.split()).rstrip(JOINERS)


def is_invisible(character: str) -> bool:
    return character in BLANK or unicodedata.category(character) in ("Cc", "Cf", "Cs")


class BodyField(forms.CharField):
    """Markdown. No maxlength attribute: browsers would cut a pasted text without a word."""

    widget = forms.Textarea(attrs={"rows": 10})

    def to_python(self, value: Any) -> str:
        """Browsers send a line break as two characters; it counts and is kept as one."""
        text = storable(super().to_python(value) or "")
        return text.replace("\r\n", "\n").replace("\r", "\n").translate(CONTROLS)


class WordsField(BodyField):
    """Plain text of a few lines, counted as posts are."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(validators=[MaxLengthValidator(longest, TOO_LONG)], **kwargs)


class LineField(forms.CharField):
    """A title or a name, as `clean_line` leaves it."""

    def to_python(self, value: Any) -> str:
        return clean_line(storable(super().to_python(value) or ""))


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows. A number that no key can be is a row that is not there; the database would break on it."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if len(str(key)) > LONGEST_KEY:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": str(key)[:40]})
        return super().clean(value)


class DateBoxes(forms.MultiWidget):
    """Day, month and year as three plain boxes: easier to type, dictate and correct than a calendar."""

    template_name = "_date_boxes.html"
    use_fieldset = True

    def __init__(self, *, filled_in: str = "") -> None:
        """`filled_in`: the day that a browser may know, as the autocomplete attribute calls it ("bday")."""
        parts = {part: f"{filled_in}-{part}" if filled_in else "off" for part in ("day", "month", "year")}
        number = {"inputmode": "numeric"}
        super().__init__({part: forms.TextInput(attrs={**number, "autocomplete": parts[part]}) for part in parts})

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]
