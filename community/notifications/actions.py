"""Tell a member something: in the app at once, by mail through the outbox."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from community.accounts.models import User
from community.core.queue import nudge
from community.notifications.letters import Letter, write_letter
from community.notifications.models import Delivery, Notification

SEND_TASK = "community.notifications.tasks.send_due_deliveries"


@transaction.atomic
def notify(
    *,
    recipient: User,
    kind: str,
    text: str,
    url: str,
    now: datetime,
    mail: bool = True,
    due_at: datetime | None = None,
    key: str = "",
) -> Notification:
    """Write the notice and, with `mail`, its outbox row; both or neither. While an unread notice with the same
    `key` waits, a second mail would only repeat "there is something for you": none is written."""
    told = bool(key) and recipient.notifications.unread().filter(kind=kind, key=key).exists()
    notification = recipient.notifications.create(kind=kind, key=key, text=text[:300], url=url, created_at=now)
    if mail and recipient.is_active and recipient.email and not told:
        letter = write_letter(kind=kind, recipient=recipient, path=url, due_at=due_at)
        put_in_outbox(letter, now=now, notification=notification)
    return notification


def put_in_outbox(letter: Letter, *, now: datetime, notification: Notification | None = None) -> Delivery:
    """Store one mail and wake a worker once the transaction is through."""
    delivery = Delivery.objects.create(
        message_id=f"<{uuid.uuid4()}@{mail_domain()}>",
        notification=notification,
        to_address=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=now,
        due_at=now,
    )
    nudge(SEND_TASK)
    return delivery


def mail_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")


def cancel_mail(*, key: str, now: datetime) -> int:
    """Drop mails about `key` that are still waiting; how many."""
    waiting = Delivery.objects.waiting().filter(notification__key=key)
    return waiting.update(dropped_at=now, problem="cancelled", text="", html="")


def mark_read(notification: Notification, *, now: datetime) -> None:
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=now)


def mark_read_about(member: User, *, kind: str, key: str, now: datetime) -> int:
    """The member has seen what these notices were about; how many were unread."""
    return member.notifications.unread().filter(kind=kind, key=key).update(read_at=now)


def mark_all_read(member: User, *, now: datetime) -> int:
    return member.notifications.unread().update(read_at=now)
