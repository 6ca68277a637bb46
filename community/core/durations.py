"""Lengths of time in plain words, rounded up to the unit that says enough."""

from django.utils.translation import ngettext


def in_words(seconds: int) -> str:
    """ "40 seconds", "2 minutes", "6 hours", "28 days"."""
    if seconds < 100:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    if (minutes := -(-seconds // 60)) < 100:
        return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}
    if (hours := -(-seconds // 3600)) < 48:
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    days = -(-seconds // 86400)
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
