"""What becomes of a mail that could not be sent: another try, or the end and a notice in the app."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.notifications.actions.bouncing import record_bounce
from community.notifications.actions.outbox import BLANK, FREE
from community.notifications.actions.telling import tell_here
from community.notifications.bounces import Bounce
from community.notifications.models import Delivery, Notification

RETRIES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6)]
JITTER = 0.2  # so that what failed together is not tried together again
NOT_DELIVERED = "not-delivered"


@transaction.atomic
def record_problem(
    delivery: Delivery, *, problem: str, final: bool, now: datetime, bounce: Bounce | None = None
) -> None:
    """Try again later after a passing fault; stop after a refusal for good or the last try, and say so in the app.
    `bounce` is what a refusal says of the address."""
    over = final or delivery.attempts >= len(RETRIES)
    changes: dict[str, object] = {**FREE, "problem": problem, "attempts": delivery.attempts + 1}
    if over:
        changes |= {"dropped_at": now, "why": Delivery.Why.REFUSED if final else Delivery.Why.FAILED, **BLANK}
    else:
        changes["due_at"] = now + wait_before(delivery)
    if not Delivery.objects.held(delivery).update(**changes) or not over:
        return
    if bounce is None or not record_bounce(delivery, bounce=bounce, now=now):
        _tell_of_undelivered(delivery, now=now)


def wait_before(delivery: Delivery) -> timedelta:
    """Before the next try: a fifth more or less than planned, the same whoever works it out."""
    name = f"{delivery.message_id} {delivery.attempts}".encode()
    share = int.from_bytes(hashlib.sha256(name).digest()[:4]) / 0xFFFFFFFF  # 0 to 1
    return RETRIES[delivery.attempts] * (1 - JITTER + 2 * JITTER * share)


def _tell_of_undelivered(delivery: Delivery, *, now: datetime) -> None:
    """Codes have no notice, so nobody to tell it to."""
    if delivery.notification is None:
        return
    text = _("A mail to you could not be delivered. Please check your e-mail address.")
    kind, url = Notification.Kind.MAIL, reverse("account_email")
    tell_here(delivery.notification.recipient, kind=kind, key=NOT_DELIVERED, text=text, url=url, now=now)
