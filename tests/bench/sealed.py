"""What it costs that titles and notes of reminders are sealed: fifty of them, as a full page of one member has."""

import statistics
import time
from datetime import date, timedelta
from datetime import time as clock

from django.utils import timezone

from community.accounts.models import User
from community.core.sealing import seal, unseal
from community.reminders.models import Reminder
from community.reminders.schedule import Unit

TITLE, NOTE = "Eye-drops, the blue bottle", "What to ask: " + "whether the dose should change. " * 12
FIFTY, ROUNDS = 50, 9


def make_fifty(member: User) -> None:
    rule = {"unit": Unit.DAYS, "starts_on": date(2026, 1, 1), "local_time": clock(9), "time_zone": "Europe/Berlin"}
    now = timezone.now()
    words = {"title": TITLE, "note": NOTE, "created_at": now, "next_due_at": now + timedelta(days=1)}
    Reminder.objects.bulk_create(Reminder(owner=member, **words, **rule) for _number in range(FIFTY))


def words_of_fifty() -> dict[str, float]:
    """CPU milliseconds, the median."""
    texts = [TITLE, NOTE] * FIFTY
    closed = [seal(text, place="bench") for text in texts]
    return {
        "titles and notes of 50, sealed": median(lambda: [seal(text, place="bench") for text in texts]),
        "titles and notes of 50, opened": median(lambda: [unseal(text, place="bench") for text in closed]),
    }


def median(act) -> float:
    taken = []
    for _round in range(ROUNDS):
        before = time.process_time()
        act()
        taken.append((time.process_time() - before) * 1000)
    return statistics.median(taken)
