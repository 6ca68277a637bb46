"""A poll as its maker types it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.forms import TOO_LONG, has_something_to_see
from community.core.when import DayField
from community.forum.forms.posts import TitleField
from community.forum.models import LONGEST_OPTION, LONGEST_QUESTION

FEWEST, MOST = 2, 10
TIMES = ["%H:%M", "%H.%M", "%H"]
END_OF_DAY = time(23, 59)


class PollForm(forms.Form):
    """`cleaned_data` holds what `actions.make_poll` wants: `options` as a list and `closes_at`."""

    question = TitleField(
        label=gettext_lazy("Question"),
        max_length=LONGEST_QUESTION,
        validators=[has_something_to_see],
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    options = forms.CharField(
        label=gettext_lazy("Answers to choose from"),
        help_text=gettext_lazy("One on each line, 2 to 10 of them."),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(2 * MOST * LONGEST_OPTION, TOO_LONG)],
        error_messages={"required": gettext_lazy("Write at least two answers, each on a line of its own.")},
    )
    multiple = forms.BooleanField(label=gettext_lazy("Several answers can be chosen"), required=False)
    secret = forms.BooleanField(
        label=gettext_lazy("Secret: nobody sees who chose what"),
        help_text=gettext_lazy(
            "The figures appear when the poll is closed. Without this, members see at once who chose what."
        ),
        required=False,
        initial=True,
    )
    closes_on = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("For example 27.3.2027. Empty: until you close it."),
        required=False,
    )
    closes_time = forms.TimeField(
        label=gettext_lazy("Time on that day"),
        help_text=gettext_lazy("For example 18:00. Empty: the end of the day."),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Write a time such as 9:00 or 18:30.")},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_options(self) -> list[str]:
        field = TitleField(required=False)
        lines = [line for line in map(field.clean, self.cleaned_data["options"].splitlines()) if line]
        if not FEWEST <= len(lines) <= MOST:
            raise ValidationError(_("Write 2 to 10 answers, each on a line of its own."))
        if len({line.casefold() for line in lines}) < len(lines):
            raise ValidationError(_("Two answers are the same. Change or remove one."))
        for line in lines:
            has_something_to_see(line)
            if len(line) > LONGEST_OPTION:
                raise ValidationError(_("One answer is too long: 120 characters fit."))
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        day, at = cleaned.pop("closes_on", None), cleaned.pop("closes_time", None)
        cleaned["closes_at"] = None
        if at and not day and "closes_on" not in self.errors:
            self.add_error("closes_on", _("Write the day, too, or leave the time empty."))
        if day:
            cleaned["closes_at"] = timezone.make_aware(datetime.combine(day, at or END_OF_DAY))
            if cleaned["closes_at"] <= self.now:
                self.add_error("closes_on", _("This moment has passed. Choose a later one."))
        return cleaned
