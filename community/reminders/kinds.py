"""Kinds of reminders, and what they decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What it is about, in words of everyday life; decides how long its mail is of use and what a bad day puts off."""

    TREATMENT = "treatment", _("Treatment")
    APPOINTMENT = "appointment", _("Appointment")
    MEDICINE = "medicine", _("Medicine")
    ROUTINE = "routine", _("Eye-drops or another routine")
    MEETING = "meeting", _("Meeting")
    OWN = "own", _("Something else, in your own words")


ESSENTIAL = (Kind.TREATMENT, Kind.APPOINTMENT, Kind.MEDICINE)
OF_TREATMENT = (Kind.TREATMENT, Kind.MEDICINE, Kind.ROUTINE)  # what a doctor may ask about
SOON_USELESS = (Kind.MEDICINE, Kind.ROUTINE)  # late is worse than not at all: the next one is what counts
