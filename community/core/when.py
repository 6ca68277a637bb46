"""A day and a time, typed the way people write them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"]
TIMES = ["%H:%M", "%H.%M", "%H%M", "%H", "%I:%M %p", "%I:%M%p", "%I%p", "%I %p"]


class DayField(forms.DateField):
    """One line: easier to type, dictate and correct than a calendar."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"invalid": _("Write the day as day, month and year, for example 27.3.2027.")}
        kwargs["error_messages"] = words | kwargs.get("error_messages", {})
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"autocomplete": "off"})
        super().__init__(input_formats=DAYS, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(" ".join(value.split()) if isinstance(value, str) else value)


class ClockField(forms.TimeField):
    """Hours and minutes, on a clock of 24 or of 12 hours."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": _("Enter a time."), "invalid": _("Enter a time such as 09:00 or 14:30.")}
        kwargs["error_messages"] = words | kwargs.get("error_messages", {})
        widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})
        super().__init__(input_formats=TIMES, widget=widget, **kwargs)
