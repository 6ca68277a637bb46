"""Empty the outbox, batch by batch."""

from contextlib import closing

from celery import shared_task
from django.utils import timezone

from community.core.queue import nudge
from community.core.turns import Turn
from community.notifications import actions
from community.notifications.actions import (
    BATCH,
    SEND_TASK,
    claim_awaited,
    claim_due,
    drop_unwanted,
    follow_address,
    hand_on,
    join_late,
)
from community.notifications.models import Delivery, MailFreeze
from community.notifications.sending import Line, send_all


@shared_task(ignore_result=True)
def send_due_deliveries() -> int:
    """Send what is due now; how many were accepted. Stops after a batch that was not full, or when its turn is over:
    then another run goes on.

    Most nudges come when another run has sent it all: they ask once and write nothing."""
    if not Delivery.objects.due(timezone.now()).exists() or MailFreeze.objects.in_force().exists():
        return 0
    turn = Turn()
    with closing(Line()) as line:
        sent = send_all(claim_awaited(now=timezone.now()), line, turn)  # nothing of what follows is about codes
        hand_on(now=timezone.now())
        drop_unwanted(now=timezone.now())
        join_late(now=timezone.now())
        follow_address(now=timezone.now())
        while batch := claim_due(now=timezone.now()):
            sent += send_all(batch, line, turn)
            if not turn.goes_on():
                nudge(SEND_TASK)
                break
            if len(batch) < BATCH:
                break
    return sent


@shared_task(ignore_result=True)
def forget_lost_addresses() -> int:
    return actions.forget_lost_addresses()
