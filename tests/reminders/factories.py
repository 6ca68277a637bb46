"""A reminder with sensible defaults: daily at 09:00 in Berlin, which is 08:00 UTC in winter."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from community.accounts.models import User
from community.reminders.actions import fire, set_reminder
from community.reminders.models import Reminder
from community.reminders.schedule import Schedule, Unit
from tests.factories import AGREED, EARLIER, NOON

BERLIN = ZoneInfo("Europe/Berlin")
NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)  # 09:00 in Berlin, a Monday: the first moment of make_reminder
ONE_DAY, ONE_HOUR = timedelta(days=1), timedelta(hours=1)


def make_reminder(owner, *, title="Eye-drops", note="", kind="own", now=NOON, **rule):
    defaults = {
        "starts_on": date(2026, 11, 1),
        "local_time": time(9),
        "time_zone": "Europe/Berlin",
        "unit": Unit.DAYS,
    }
    words = {"title": title, "note": note, "kind": kind}
    words |= {name: rule.pop(name) for name in ("repeat_minutes", "title_in_mail") if name in rule}
    schedule = Schedule(**{**defaults, **rule})
    reminder = set_reminder(owner=owner, schedule=schedule, now=now, **words)
    Reminder.objects.filter(pk=reminder.pk).update(created_at=EARLIER)  # so that the next like it is no double click
    return reminder


def make_many(number, *, due_at):
    """Weekly reminders of as many members, due one after the other in the minute from `due_at` on; in few queries."""
    since = {**AGREED, "date_joined": EARLIER, "password": "!"}
    people = [User(username=f"Member{n}", email=f"member{n}@members.example", **since) for n in range(number)]
    members = User.objects.bulk_create(people, batch_size=1000)
    rule = {"unit": Unit.WEEKS, "starts_on": date(2026, 1, 1), "local_time": time(9), "time_zone": "Europe/Berlin"}
    rows = [
        Reminder(
            owner=member,
            title="Eye-drops",
            kind="medicine",
            next_due_at=due_at + timedelta(minutes=1) * place / number,
            created_at=EARLIER,
            **rule,
        )
        for place, member in enumerate(members)
    ]
    return Reminder.objects.bulk_create(rows, batch_size=1000)


def due(owner, **fields):
    return fire(make_reminder(owner, **fields), now=NINE)


def fresh(row):
    return type(row).objects.get(pk=row.pk)
