"""Empty the outbox, batch by batch."""

from contextlib import closing

from celery import shared_task
from django.utils import timezone

from community.notifications.actions import BATCH, claim_due, drop_unwanted, join_late
from community.notifications.models import Delivery
from community.notifications.sending import Line, send_all


@shared_task(ignore_result=True)
def send_due_deliveries() -> int:
    """Send what is due now; how many were accepted. Stops after a batch that was not full.

    Most nudges come when another run has sent it all: they ask once and write nothing."""
    if not Delivery.objects.due(timezone.now()).exists():
        return 0
    drop_unwanted(now=timezone.now())
    join_late(now=timezone.now())
    sent = 0
    with closing(Line()) as line:
        while batch := claim_due(now=timezone.now()):
            sent += send_all(batch, line)
            if len(batch) < BATCH:
                break
    return sent
