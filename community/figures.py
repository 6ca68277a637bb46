"""What the database knows of how the site is doing, asked when Prometheus looks; figures alone, of nobody."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.db.models import Max
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from community.notifications.models import Delivery, MailFreeze
from community.privacy.models import RetentionRun
from community.reminders.models import Occurrence, Reminder

DAY = timedelta(days=1)
LATE = timedelta(minutes=2)  # two ticks of the clock are twenty seconds each
logger = logging.getLogger(__name__)


class Figures(Collector):
    def collect(self) -> Iterator[Metric]:
        """Without a database it says so, and nothing else."""
        try:
            found = figures(timezone.now())
        except DatabaseError as problem:
            logger.warning("No figures (DATABASE_URL): %s", type(problem).__name__)
            found = {}
        finally:
            connection.close()  # this thread is the server's, and looks again in a while
        yield GaugeMetricFamily("steadfold_database_up", "Whether the database answers.", float(bool(found)))
        for name, (what, value) in found.items():
            yield GaugeMetricFamily(f"steadfold_{name}", what, value)


def figures(now: datetime) -> dict[str, tuple[str, float]]:
    waiting = Delivery.objects.waiting()
    return {
        "outbox_waiting": ("Mails that wait, whenever they are to go.", waiting.count()),
        "outbox_oldest_seconds": (
            "How long the oldest mail has waited that should be out.",
            Delivery.objects.oldest_due_seconds(now),
        ),
        "outbox_tried": ("Mails that wait for another try.", waiting.filter(attempts__gt=0).count()),
        "outbox_frozen": ("Whether no mail goes out after a restore.", MailFreeze.objects.in_force().count()),
        "mails_came_back_day": (
            "Mails that came back within a day.",
            Delivery.objects.filter(bounced_at__isnull=False, bounced_at__gt=now - DAY).count(),
        ),
        "reminders_late": (
            "Reminders that are two minutes late.",
            Reminder.objects.due(now - LATE).count() + Occurrence.objects.to_ring(now - LATE).count(),
        ),
        "retention_last_success_timestamp_seconds": (
            "When the nightly task last kept all periods.",
            _last_whole_night(),
        ),
    }


def _last_whole_night() -> float:
    last = RetentionRun.objects.filter(is_whole=True, failed=[]).aggregate(last=Max("ended_at"))["last"]
    return last.timestamp() if last else 0.0
