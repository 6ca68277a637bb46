"""A reminder with sensible defaults: daily at 09:00 in Berlin, which is 08:00 UTC in winter."""

from datetime import date, time

from community.reminders.actions import set_reminder
from community.reminders.schedule import Schedule, Unit
from tests.factories import NOON


def make_reminder(owner, *, title="Eye-drops", note="", now=NOON, **rule):
    defaults = {
        "starts_on": date(2026, 11, 1),
        "local_time": time(9),
        "time_zone": "Europe/Berlin",
        "unit": Unit.DAYS,
    }
    return set_reminder(owner=owner, title=title, note=note, schedule=Schedule(**{**defaults, **rule}), now=now)
