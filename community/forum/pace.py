"""Slow mode in words: how long one waits between two posts in a thread."""

from django.utils.translation import gettext_lazy as _

MINUTE, HOUR = 60, 60 * 60
PACES = {
    0: _("The usual pace"),
    MINUTE: _("One post a minute from each person"),
    5 * MINUTE: _("One post every 5 minutes from each person"),
    15 * MINUTE: _("One post every 15 minutes from each person"),
    HOUR: _("One post an hour from each person"),
    6 * HOUR: _("One post every 6 hours from each person"),
    24 * HOUR: _("One post a day from each person"),
}
