"""Reminders of many members, a few of them due, and the mails that come of it."""

import time
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from community.notifications.models import Delivery
from community.reminders.actions import TOGETHER
from community.reminders.models import Reminder
from tests.reminders.factories import make_many

EACH = 99  # later ones for each that is due
TRIES = 30
LATER = {"postgresql": "%s::timestamptz + n.i * interval '1 hour'", "sqlite": "datetime(%s, '+' || n.i || ' hours')"}

SEAL = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}


def make_due(number):
    make_many(number, due_at=timezone.now() - timedelta(minutes=1))
    look_at_them_anew()


def make_later():
    """By the database itself: a million rows through Python would take longer than all else. Their sealed titles open
    nowhere, and nobody asks: none of them rings."""
    columns = [field.column for field in Reminder._meta.fields if not field.primary_key]
    own = {"next_due_at": LATER[connection.vendor], "seal_id": SEAL[connection.vendor]}
    chosen = [own.get(name, f'r."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "  # noqa: S608
            f"INSERT INTO reminders_reminder ({names}) SELECT {', '.join(chosen)} FROM reminders_reminder r, n",
            [EACH, timezone.now() + timedelta(days=1)],
        )
    look_at_them_anew()


def look_at_them_anew():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def claim_milliseconds():
    """The best of many, each given back at once."""
    return min(_claim() for _ in range(TRIES)) * 1000


def _claim():
    with transaction.atomic():
        started = time.perf_counter()
        claimed = list(Reminder.objects.due(timezone.now()).order_by("next_due_at").claimed()[:TOGETHER])
        seconds = time.perf_counter() - started
        transaction.set_rollback(True)
    if len(claimed) != TOGETHER:
        raise RuntimeError(f"Only {len(claimed)} were claimed.")
    return seconds


def make_mails_wait(part, parts):
    """One part of the mails, or all that is left in the last one; the others come later."""
    unsent = Delivery.objects.waiting().order_by("pk")
    number = unsent.count() // (parts - part)
    Delivery.objects.waiting().update(due_at=timezone.now() + timedelta(days=1))
    Delivery.objects.filter(pk__in=list(unsent.values_list("pk", flat=True)[:number])).update(due_at=timezone.now())
    return number


def ring_anew():
    """Nobody has answered, and those that rang are due again."""
    rung = Reminder.objects.filter(occurrences__answered_at=None, occurrences__isnull=False)
    soon = Reminder.objects.filter(pk__in=rung.values("pk"))
    soon.update(next_due_at=timezone.now() - timedelta(seconds=1), starts_on=F("starts_on"))
    look_at_them_anew()
