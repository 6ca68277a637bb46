"""The outbox: a row for each mail first, claimed by a lease, looked at once more, sent, recorded."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import DateTimeField, Exists, F, QuerySet, UUIDField
from django.utils.crypto import salted_hmac

from community.accounts.models import User
from community.core.prepared import Prepared, Slot
from community.core.queue import nudge
from community.notifications.actions.reading import mark_read
from community.notifications.headers import mail_domain
from community.notifications.letters import Letter
from community.notifications.models import Delivery, MailFreeze, Notification
from community.notifications.querysets import LAST_WORD, DeliveryQuerySet

SEND_TASK = "community.notifications.tasks.send_due_deliveries"
BATCH = 20
LEASE = timedelta(seconds=8 * settings.EMAIL_TIMEOUT)  # longer than one mail takes; renewed before each
FRESH_FOR = LEASE / 12
BLANK = {"text": "", "html": "", "calendar": "", "path": "", "words": ""}
FREE = {"lease": None, "leased_until": None}
Why = Delivery.Why


def put_in_outbox(letter: Letter, *, now: datetime, notification: Notification | None = None) -> Delivery:
    """Store one mail that is to go at once."""
    [delivery] = put_all_in_outbox([as_row(letter, now=now, notification=notification)])
    return delivery


def put_all_in_outbox(deliveries: list[Delivery]) -> list[Delivery]:
    """Store them and wake a worker once the transaction is through."""
    if deliveries:
        nudge(SEND_TASK)
    return Delivery.objects.bulk_create(deliveries)


def as_row(
    letter: Letter,
    *,
    now: datetime,
    notification: Notification | None = None,
    about_at: datetime | None = None,
    useful_until: datetime | None = None,
    due_at: datetime | None = None,
    calendar: str = "",
    path: str = "",
    words: str = "",
) -> Delivery:
    """It waits for `due_at`; what has not left by `useful_until` stays. `path` and `words` are what it was written
    from, for when it has to be written anew."""
    return Delivery(
        message_id=_message_id(notification),
        notification=notification,
        to_address=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        calendar=calendar,
        path=path,
        words=words,
        created_at=now,
        due_at=due_at or now,
        about_at=about_at,
        useful_until=useful_until,
    )


def _message_id(notice: Notification | None) -> str:
    """The same for the same notice, whoever works it out and how often, and no word in it. Codes have no notice: each
    is a mail of its own."""
    if notice is None:
        return f"<{uuid.uuid4()}@{mail_domain()}>"
    about = f"{notice.pk} {notice.recipient_id} {notice.kind} {notice.key}"
    return f"<{salted_hmac('message-id', about, algorithm='sha256').hexdigest()[:32]}@{mail_domain()}>"


def drop_unwanted(*, now: datetime) -> int:
    """Due mails that come too late, about what was read in the app meanwhile, or for somebody who may no longer sign
    in; how many. Which of these it was is kept for their reader."""
    due = Delivery.objects.due(now)
    dropped = 0
    reasons = {Why.LATE: due.late(now), Why.READ: due.read(), Why.STOPPED: due.stopped()}
    reasons |= {why: due.to_stopped_address(why) for why in (Why.BOUNCED, Why.COMPLAINED)}
    for why, rows in (reasons | {Why.UNWANTED: due.unwanted(now)}).items():
        dropped += rows.update(dropped_at=now, why=why, **FREE, **BLANK)
    return dropped


def claim_awaited(*, now: datetime) -> list[Delivery]:
    """Up to BATCH codes and links alone. Where there are none nothing is written, so on SQLite nobody is waited for."""
    return _claim(now=now, others=False) if Delivery.objects.due(now).awaited(now).exists() else []


def claim_due(*, now: datetime) -> list[Delivery]:
    """Up to BATCH due mails that are ours alone until the lease runs out; none while the outbox is frozen. Codes and
    links come first, however much fell due before them."""
    return _claim(now=now, others=True)


@transaction.atomic
def _claim(*, now: datetime, others: bool) -> list[Delivery]:
    due = Delivery.objects.due(now).filter(~Exists(MailFreeze.objects.in_force())).order_by("due_at").only("pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    chosen = list(due.awaited(now)[:BATCH])
    if others:
        chosen += due.wanted(now).exclude(notification=None)[: BATCH - len(chosen)]
    lease = uuid.uuid4()
    free = Delivery.objects.due(now).filter(pk__in=[delivery.pk for delivery in chosen])
    free.update(lease=lease, leased_until=now + LEASE)
    mine = Delivery.objects.filter(lease=lease).select_related("notification__recipient")
    return list(mine.order_by(F("notification").asc(nulls_first=True), "due_at"))


def hand_back(deliveries: list[Delivery]) -> int:
    """Claimed and not begun: anybody's again at once, not only when the lease ends; how many."""
    mine = Delivery.objects.waiting().filter(pk__in=[mail.pk for mail in deliveries])
    return mine.filter(lease__in={mail.lease for mail in deliveries}).update(**FREE) if deliveries else 0


def forget_lost_addresses() -> int:
    """Of mails that are over: it was changed or taken out, never confirmed, or a visitor's. How many; what became of
    them stays."""
    return Delivery.objects.to_nobody().update(to_address="", subject="")


def renew_lease(delivery: Delivery, *, now: datetime) -> bool:
    """Just before sending: still ours, still wanted, and ours for as long again however slow the others were. What was
    renewed a moment ago is asked about and not written."""
    for leased_until in LEASED_AND_WANTED(pk=delivery.pk, lease=delivery.lease, now=now):
        fresh = leased_until > now + LEASE - FRESH_FOR
        return fresh or bool(Delivery.objects.held(delivery).update(leased_until=now + LEASE))
    return False


def _leased_and_wanted() -> "QuerySet[Delivery, datetime | None]":
    now: Any = Slot("now", DateTimeField())
    held = Delivery.objects.waiting().filter(pk=Slot("pk"), lease=Slot("lease", UUIDField()), leased_until__gt=now)
    return held.wanted(now).where_its_reader_is().values_list("leased_until", flat=True)


LEASED_AND_WANTED = Prepared(_leased_and_wanted)


def record_sent(delivery: Delivery, *, now: datetime) -> bool:
    """Codes and links are blanked once they are out. False when the lease was lost meanwhile."""
    return bool(Delivery.objects.held(delivery).update(sent_at=now, problem="", **FREE, **BLANK))


@transaction.atomic
def give_up(delivery: Delivery, *, now: datetime) -> None:
    """The app whose notice it is says that nobody wants it any more."""
    dropped = {"dropped_at": now, "why": Why.UNWANTED, **FREE, **BLANK}
    if Delivery.objects.held(delivery).update(**dropped) and delivery.notification is not None:
        mark_read(delivery.notification, now=now)


def cancel_mail(*, key: str, to: QuerySet[User] | None = None, now: datetime) -> int:
    """Drop mails about `key` that are still waiting, to everybody or these members; how many. What takes something out
    of a calendar still goes: perhaps nothing after it does."""
    about = Delivery.objects.exclude(LAST_WORD).filter(notification__key=key)
    return _cancel(about if to is None else about.filter(notification__recipient__in=to), now=now)


def take_back_about(members: Collection[int], *, kind: str, keys: Collection[str], now: datetime) -> None:
    """Nobody of them need look at it any more: their notices count as read, and mails that wait are dropped."""
    notices = Notification.objects.filter(recipient__in=members, kind=kind, key__in=keys)
    _cancel(Delivery.objects.filter(notification__in=notices), now=now)
    notices.unread().update(read_at=now)


def _cancel(mails: DeliveryQuerySet, *, now: datetime) -> int:
    return mails.waiting().update(dropped_at=now, why=Why.CANCELLED, **BLANK)
