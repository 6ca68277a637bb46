"""A day, typed the way people write days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"]


class DayField(forms.DateField):
    """One line: easier to type, dictate and correct than a calendar."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"invalid": _("Write the day as day, month and year, for example 27.3.2027.")}
        kwargs["error_messages"] = words | kwargs.get("error_messages", {})
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off"})
        super().__init__(input_formats=FORMATS, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(" ".join(value.split()) if isinstance(value, str) else value)
