"""Hand due mails to the mail server: each row claimed by a lease, sent, recorded, on its own.

A crash between the server's "accepted" and our record repeats one mail, with the same Message-ID.
"""

import logging
import smtplib
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from community.notifications.models import Delivery

logger = logging.getLogger(__name__)
BATCH = 20
LEASE = timedelta(minutes=6)  # longer than BATCH times EMAIL_TIMEOUT
RETRIES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6)]


@transaction.atomic
def claim_due(*, now: datetime) -> list[Delivery]:
    """Up to BATCH mails that are ours alone until the lease runs out."""
    Delivery.objects.due(now).unwanted().update(dropped_at=now, problem="no longer wanted", text="", html="")
    due = Delivery.objects.due(now).order_by("due_at")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    lease = uuid.uuid4()
    chosen = [delivery.pk for delivery in due.only("pk")[:BATCH]]
    Delivery.objects.due(now).filter(pk__in=chosen).update(lease=lease, leased_until=now + LEASE)
    return list(Delivery.objects.filter(lease=lease).order_by("due_at"))


def send_all(deliveries: Iterable[Delivery]) -> int:
    """Send over one connection, opened again after any failure; how many were accepted."""
    transport = get_connection(settings.MAIL_TRANSPORT)
    sent = 0
    for delivery in deliveries:
        try:
            sent += send_one(delivery, transport)
        except (OSError, smtplib.SMTPException) as problem:
            transport.close()
            postpone(delivery, problem, now=timezone.now())
    transport.close()
    return sent


def send_one(delivery: Delivery, transport: BaseEmailBackend) -> bool:
    """Send, then record. Looked at again just before: what was read or cancelled meanwhile is not sent."""
    ours = Delivery.objects.waiting().filter(pk=delivery.pk, lease=delivery.lease)
    if ours.unwanted().exists() or not ours.exists():
        return False
    transport.open()
    transport.send_messages([as_message(delivery, transport)])
    done = {"sent_at": timezone.now(), "lease": None, "leased_until": None, "text": "", "html": "", "problem": ""}
    return bool(ours.update(**done))  # codes and links are blanked once they are out


def as_message(delivery: Delivery, transport: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    message = EmailMultiAlternatives(
        delivery.subject, delivery.text, to=[delivery.to_address], headers=headers, connection=transport
    )
    if delivery.html:
        message.attach_alternative(delivery.html, "text/html")
    return message


def postpone(delivery: Delivery, problem: Exception, *, now: datetime) -> None:
    """Try again later after a passing fault; stop after a refusal (5xx) or the last try."""
    logger.warning("Mail not sent (EMAIL_URL): delivery %s, %s", delivery.pk, type(problem).__name__)
    changes: dict[str, object] = {"lease": None, "leased_until": None, "problem": type(problem).__name__}
    changes["attempts"] = delivery.attempts + 1
    if refused_for_good(problem) or delivery.attempts >= len(RETRIES):
        changes |= {"dropped_at": now, "text": "", "html": ""}
    else:
        changes["due_at"] = now + RETRIES[delivery.attempts]
    Delivery.objects.filter(pk=delivery.pk, lease=delivery.lease).update(**changes)


def refused_for_good(problem: Exception) -> bool:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in problem.recipients.values())
    if isinstance(problem, smtplib.SMTPAuthenticationError):  # our setting is wrong, not the letter
        return False
    return isinstance(problem, smtplib.SMTPResponseException) and problem.smtp_code >= 500
