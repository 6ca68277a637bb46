"""Hand claimed mails to the mail server, each on its own; what becomes of them is recorded by actions.

A crash between the server's "accepted" and our record repeats one mail, with the same Message-ID.
"""

import logging
import smtplib
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from community.notifications.actions import give_up, record_problem, record_sent, renew_lease
from community.notifications.models import Delivery
from community.notifications.wanting import is_still_wanted

logger = logging.getLogger(__name__)
PERMANENT = 500
POLICY = (b"5.4.5", b"5.7.")  # limits and policy of the server, not of the letter


def send_all(deliveries: Iterable[Delivery]) -> int:
    """Send over one connection, opened again after any failure; how many were accepted."""
    transport = get_connection(settings.MAIL_TRANSPORT)
    sent = 0
    for delivery in deliveries:
        try:
            sent += send_one(delivery, transport)
        except Exception as problem:  # one bad letter must not stop the others, whatever is wrong with it
            transport.close()
            logger.warning("Mail not sent (EMAIL_URL): delivery %s, %s", delivery.pk, type(problem).__name__)
            record_problem(
                delivery, problem=type(problem).__name__, final=refused_for_good(problem), now=timezone.now()
            )
    transport.close()
    return sent


def send_one(delivery: Delivery, transport: BaseEmailBackend) -> bool:
    """Send, then record. Looked at again just before: what was read or cancelled meanwhile is not sent."""
    if delivery.notification is not None and not is_still_wanted(delivery.notification):
        give_up(delivery, now=timezone.now())
        return False
    if not renew_lease(delivery, now=timezone.now()):
        return False
    transport.open()
    transport.send_messages([as_message(delivery, transport)])
    return record_sent(delivery, now=timezone.now())


def as_message(delivery: Delivery, transport: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {"Message-ID": delivery.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    message = EmailMultiAlternatives(
        delivery.subject, delivery.text, to=[delivery.to_address], headers=headers, connection=transport
    )
    if delivery.html:
        message.attach_alternative(delivery.html, "text/html")
    return message


def refused_for_good(problem: Exception) -> bool:
    """Only what is said of this letter: a wrong password, greeting, sender or daily limit is ours to mend."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _reason in problem.recipients.values())
    if not isinstance(problem, smtplib.SMTPDataError) or problem.smtp_code < PERMANENT:
        return False
    reason = problem.smtp_error if isinstance(problem.smtp_error, bytes) else str(problem.smtp_error).encode()
    return not reason.startswith(POLICY)
