"""Fields that take what people write."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def has_something_to_see(text: str) -> None:
    if not any(unicodedata.category(character)[0] in "LNPS" for character in text):
        raise ValidationError(_("Write at least one letter, number or sign that people can see."))


class BodyField(forms.CharField):
    """Markdown. No maxlength attribute: browsers would cut a pasted text without a word."""

    widget = forms.Textarea(attrs={"rows": 10})

    def to_python(self, value: Any) -> str:
        """Browsers send a line break as two characters; it counts and is kept as one."""
        return (super().to_python(value) or "").replace("\r\n", "\n")
