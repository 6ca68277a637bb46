"""The shape of what hosts and moderators decide about a room."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.forms import zone_choices
from community.chat.models import LONGEST_RETENTION, LONGEST_RULES, Room
from community.core.forms import BodyField, LineField, has_something_to_see

TIMES = ["%H:%M", "%H.%M", "%H"]
PACES = [
    (0, gettext_lazy("Off: everybody at their own pace")),
    (5, gettext_lazy("5 seconds")),
    (15, gettext_lazy("15 seconds")),
    (30, gettext_lazy("30 seconds")),
    (60, gettext_lazy("1 minute")),
    (300, gettext_lazy("5 minutes")),
    (900, gettext_lazy("15 minutes")),
    (3600, gettext_lazy("1 hour")),
    (21_600, gettext_lazy("6 hours")),
]
LENGTHS = [  # in minutes
    (5, gettext_lazy("5 minutes")),
    (15, gettext_lazy("15 minutes")),
    (60, gettext_lazy("1 hour")),
    (24 * 60, gettext_lazy("1 day")),
    (7 * 24 * 60, gettext_lazy("7 days")),
    (28 * 24 * 60, gettext_lazy("28 days")),
]


class PaceForm(forms.Form):
    seconds = forms.TypedChoiceField(
        label=gettext_lazy("Each person can send one message in"),
        choices=PACES,
        coerce=int,
        error_messages={"required": gettext_lazy("Choose a time."), "invalid_choice": gettext_lazy("Choose a time.")},
    )


class PauseForm(forms.Form):
    length = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        choices=LENGTHS,
        coerce=lambda minutes: timedelta(minutes=int(minutes)),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose for how long.")},
    )
    reason = LineField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Only this member reads it. Say what would help, in a friendly sentence."),
        validators=[has_something_to_see, MaxLengthValidator(300)],
        error_messages={"required": gettext_lazy("Write why: this member will read it.")},
    )


class NewRoomForm(forms.Form):
    name = LineField(
        label=gettext_lazy("Name"),
        validators=[has_something_to_see, MaxLengthValidator(80)],
        error_messages={"required": gettext_lazy("Write a name.")},
    )
    topic = LineField(
        label=gettext_lazy("Topic"),
        help_text=gettext_lazy("One sentence: what people talk about here."),
        validators=[MaxLengthValidator(200)],
        required=False,
    )


class RoomForm(NewRoomForm):
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("The last part of the room's address. Old links stop working when it changes."),
        error_messages={
            "required": gettext_lazy("Write an address."),
            "invalid": gettext_lazy("Use letters, numbers and hyphens only."),
        },
    )
    rules = BodyField(
        label=gettext_lazy("Rules of this room"),
        help_text=gettext_lazy("Shown at the head of the room. Leave it empty when the group's rules say enough."),
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[MaxLengthValidator(LONGEST_RULES)],
        required=False,
    )
    opening = forms.ChoiceField(
        label=gettext_lazy("When it is open"),
        help_text=gettext_lazy("Nobody of the team may be there in a room that is always open: you choose that."),
        choices=Room.Opening.choices,
        widget=forms.RadioSelect,
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet hours begin"),
        help_text=gettext_lazy("For example 22:00. Members read and do not write then. Leave both empty for none."),
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"}),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter a time such as 22:00.")},
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("Quiet hours end"),
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"}),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter a time such as 07:00.")},
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone of the quiet hours"),
        help_text=gettext_lazy("They keep these times, summer and winter."),
        choices=zone_choices,
    )
    retention_days = forms.IntegerField(
        label=gettext_lazy("Days that messages are kept"),
        help_text=gettext_lazy("Then they are erased for good. Leave it empty to keep them."),
        min_value=1,
        max_value=LONGEST_RETENTION,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ["name", "slug", "topic", "rules", "opening"]

    @classmethod
    def of(cls, room: Room, data: Any = None) -> "RoomForm":
        return cls(data, initial={name: getattr(room, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        begins, ends = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if not self.errors and (begins is None) != (ends is None):
            self.add_error("quiet_until" if ends is None else "quiet_from", _("Enter both times, or none."))
        if begins is not None and begins == ends:
            self.add_error("quiet_until", _("Quiet hours end at another time than they begin."))
        return cleaned
