"""Tell a member something: in the app at once, by mail through the outbox."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from community.accounts.models import User
from community.core.queue import nudge
from community.notifications.letters import Letter, write_letter
from community.notifications.models import Delivery, Notification
from community.notifications.querysets import WHILE_SUSPENDED

SEND_TASK = "community.notifications.tasks.send_due_deliveries"
BATCH = 20
BULK = 500
LEASE = timedelta(minutes=2)  # longer than one mail takes with EMAIL_TIMEOUT at every step; renewed for each
BLANK = {"text": "", "html": ""}
RETRIES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6)]


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
    useful_until: datetime | None = None,
    key: str = "",
    actor: User | None = None,
) -> Notification | None:
    """Write the notice and, with `mail`, its outbox row; both or neither. While an unread notice with the same
    `key` waits, a second mail would only repeat "there is something for you": none is written. Neither is written about
    an `actor` whose name the recipient blocked; what the team does names none and always arrives."""
    if actor is not None and actor.pk in recipient.names_blocked:
        return None
    told = bool(key) and recipient.notifications.unread().filter(kind=kind, key=key).exists()
    notification = recipient.notifications.create(
        kind=kind, key=key, text=text[:300], url=url, actor=actor, created_at=now
    )
    if mail and not told and _is_mailed(recipient, kind, now=now):
        letter = write_letter(kind=kind, recipient=recipient, path=url, due_at=due_at)
        put_in_outbox(letter, now=now, notification=notification, useful_until=useful_until)
    return notification


def say_anew(*, recipient: User, kind: str, key: str, text: str, now: datetime) -> bool:
    """The unread notice with this key says this from now on, and stands on top again; False when there is none. No mail
    follows: the first one has said that something waits."""
    unread = recipient.notifications.unread().filter(kind=kind, key=key)
    newest = unread.order_by("-pk").values("pk")[:1]
    return bool(unread.filter(pk__in=list(newest.values_list("pk", flat=True))).update(text=text[:300], created_at=now))


def notify_all(
    recipients: "QuerySet[User]", *, kind: str, text: str, url: str, now: datetime, key: str = "", actor: User
) -> int:
    """The same notice for many, in the app alone, in two queries; how many. Whoever asks has left out those who blocked
    the `actor`."""
    about = {"kind": kind, "key": key, "text": text[:300], "url": url, "actor": actor, "created_at": now}
    notices = [Notification(recipient_id=pk, **about) for pk in recipients.values_list("pk", flat=True)]
    return len(Notification.objects.bulk_create(notices, batch_size=BULK))


def _is_mailed(recipient: User, kind: str, *, now: datetime) -> bool:
    """Whoever is suspended finds the rest in the app, once they are back."""
    kept_from_it = recipient.is_suspended_at(now) and kind not in WHILE_SUSPENDED
    return recipient.is_active and bool(recipient.email) and not kept_from_it


def put_in_outbox(
    letter: Letter, *, now: datetime, notification: Notification | None = None, useful_until: datetime | None = None
) -> Delivery:
    """Store one mail and wake a worker once the transaction is through. What has not left by `useful_until` stays."""
    delivery = Delivery.objects.create(
        message_id=f"<{uuid.uuid4()}@{mail_domain()}>",
        notification=notification,
        to_address=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=now,
        due_at=now,
        useful_until=useful_until,
    )
    nudge(SEND_TASK)
    return delivery


def mail_domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")


def drop_unwanted(*, now: datetime) -> int:
    """Due mails that come too late, about what was read in the app meanwhile, or for somebody who may no longer sign
    in; how many."""
    return Delivery.objects.due(now).unwanted(now).update(dropped_at=now, problem="no longer wanted", **BLANK)


@transaction.atomic
def claim_due(*, now: datetime) -> list[Delivery]:
    """Up to BATCH due mails that are ours alone until the lease runs out."""
    due = Delivery.objects.due(now).wanted(now).order_by("due_at")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    chosen = [delivery.pk for delivery in due.only("pk")[:BATCH]]
    lease = uuid.uuid4()
    Delivery.objects.due(now).filter(pk__in=chosen).update(lease=lease, leased_until=now + LEASE)
    return list(Delivery.objects.filter(lease=lease).select_related("notification__recipient").order_by("due_at"))


def renew_lease(delivery: Delivery, *, now: datetime) -> bool:
    """Just before sending: still ours, still wanted, and ours for as long again however slow the others were."""
    wanted = Delivery.objects.held(delivery).filter(leased_until__gt=now).wanted(now)
    return bool(wanted.update(leased_until=now + LEASE))


def record_sent(delivery: Delivery, *, now: datetime) -> bool:
    """Codes and links are blanked once they are out. False when the lease was lost meanwhile."""
    held = Delivery.objects.held(delivery)
    return bool(held.update(sent_at=now, lease=None, leased_until=None, problem="", **BLANK))


def record_problem(delivery: Delivery, *, problem: str, final: bool, now: datetime) -> None:
    """Try again later after a passing fault; stop after a refusal for good or the last try."""
    changes: dict[str, object] = {"lease": None, "leased_until": None, "problem": problem}
    changes["attempts"] = delivery.attempts + 1
    if final or delivery.attempts >= len(RETRIES):
        changes |= {"dropped_at": now, **BLANK}
    else:
        changes["due_at"] = now + RETRIES[delivery.attempts]
    Delivery.objects.held(delivery).update(**changes)


@transaction.atomic
def give_up(delivery: Delivery, *, now: datetime) -> None:
    """The app whose notice it is says that nobody wants it any more."""
    dropped = {"dropped_at": now, "problem": "no longer wanted", "lease": None, "leased_until": None, **BLANK}
    if Delivery.objects.held(delivery).update(**dropped) and delivery.notification is not None:
        mark_read(delivery.notification, now=now)


def cancel_mail(*, key: str, now: datetime) -> int:
    """Drop mails about `key` that are still waiting; how many."""
    waiting = Delivery.objects.waiting().filter(notification__key=key)
    return waiting.update(dropped_at=now, problem="cancelled", **BLANK)


def mark_read(notification: Notification, *, now: datetime) -> None:
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=now)


def mark_read_about(member: User, *, kind: str, key: str, now: datetime) -> int:
    """The member has seen what these notices were about; how many were unread."""
    return mark_read_about_all(member, kinds=[kind], keys=[key], now=now)


def mark_read_about_all(member: User, *, kinds: Collection[str], keys: Collection[str], now: datetime) -> int:
    return member.notifications.unread().filter(kind__in=kinds, key__in=keys).update(read_at=now)


def mark_all_read(member: User, *, now: datetime) -> int:
    return member.notifications.unread().update(read_at=now)


def take_back(members: QuerySet[User], *, key: str, url: str = "", now: datetime) -> int:
    """These members need not look at it any more: what they were told of it counts as read, and the mail about it that
    still waits is not sent. With `url` only what leads there; how many notices."""
    about = Notification.objects.unread().filter(recipient__in=members, key=key)
    return (about.filter(url=url) if url else about).update(read_at=now)


def withdraw(*, url: str, now: datetime) -> list[int]:
    """Nobody need look at what was there: unread notices that lead to it count as read, and their mails stay unsent.
    Which ones, for `give_back`."""
    notices = list(Notification.objects.unread().filter(url=url).values_list("pk", flat=True))
    Notification.objects.filter(pk__in=notices).update(read_at=now)
    return notices


def give_back(notices: list[int]) -> int:
    """It can be looked at again; how many notices."""
    return Notification.objects.filter(pk__in=notices).update(read_at=None)
