"""The shape of what members tell us about themselves."""

import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _


def zone_choices() -> list[tuple[str, str]]:
    """Zones people live in (Area/Place), with UTC first."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class TimeZoneForm(forms.Form):
    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Reminders and meeting times follow it, summer and winter."),
        choices=zone_choices,
    )
