"""What waits is written anew: after an outage one mail for each person in place of many late ones, late words in what
is late, another address where its reader has another, and its reader's own words as it leaves."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from community.core.sealed import Unreadable
from community.notifications.actions.outbox import BLANK
from community.notifications.letters import Letter, write_catch_up, write_letter
from community.notifications.models import Delivery, Notification

ONCE_WRITTEN = (Notification.Kind.MAIL, Notification.Kind.DIGEST)  # with what is kept nowhere else


def join_late(*, now: datetime) -> int:
    """Several late reminders of one person become one mail; how many people got one. What is read or of no use by now
    must not carry the others, or nothing would go."""
    late: dict[int, list[Delivery]] = defaultdict(list)
    for delivery in Delivery.objects.late_reminders(now).select_related("notification__recipient").order_by("pk"):
        if delivery.notification is not None:
            late[delivery.notification.recipient_id].append(delivery)
    return sum(_join(mails, now=now) for mails in late.values() if len(mails) > 1)


@transaction.atomic
def _join(mails: list[Delivery], *, now: datetime) -> bool:
    """The newest carries the others. It is written first: a worker that holds it by now keeps everything as it is."""
    *others, kept = mails
    free = Delivery.objects.unheld(now)
    ends = [mail.useful_until for mail in mails if mail.useful_until is not None]
    letter = write_catch_up(kept.notification.recipient) if kept.notification else None
    if letter is None or not free.filter(pk=kept.pk).update(
        **BLANK | _parts(letter),
        is_catch_up=True,
        due_at=min(mail.due_at for mail in mails),
        useful_until=max(ends) if len(ends) == len(mails) else None,
    ):
        return False
    joined = free.filter(pk__in=[mail.pk for mail in others])
    return bool(joined.update(dropped_at=now, why=Delivery.Why.JOINED, **BLANK))


@transaction.atomic
def follow_address(*, now: datetime) -> int:
    """Who has another address by now gets there what waits, and nobody reads it at the old one; how many. What cannot
    be written anew goes as it is: some of its links are good for the old address alone."""
    moved = Delivery.objects.due(now).to_an_old_address().select_related("notification__recipient")
    followed = 0
    for delivery in moved:
        if delivery.notification is not None:
            changes = {"to_address": delivery.notification.recipient.email, **_words_for(delivery, now=now)}
            followed += Delivery.objects.unheld(now).filter(pk=delivery.pk).update(**changes)
    return followed


def _words_for(delivery: Delivery, *, now: datetime) -> dict[str, str]:
    notice = delivery.notification
    if notice is None or notice.kind in ONCE_WRITTEN or delivery.calendar:
        return {}
    if delivery.is_catch_up:
        return _parts(write_catch_up(notice.recipient))
    return _parts(_written_anew(delivery, notice, now=now))


def say_when_it_was_due(delivery: Delivery, *, now: datetime) -> None:
    """Written in time and sent late: the words follow. The row and the mail in hand say the same."""
    notice = delivery.notification
    if notice is None or not delivery.is_late_at(now):
        return
    letter = _written_anew(delivery, notice, now=now)
    if Delivery.objects.held(delivery).update(**_parts(letter)):
        _put_in_hand(delivery, letter)


def say_own_words(delivery: Delivery, *, now: datetime) -> None:
    """In the mail in hand alone: its row keeps them sealed. Those that cannot be opened are left out. A row without any
    text is from before they were sealed: a migration took both away."""
    notice, words = delivery.notification, delivery.words
    if notice is None or (delivery.text and not words):
        return
    said = "" if isinstance(words, Unreadable) else words
    _put_in_hand(delivery, _written_anew(delivery, notice, words=said, now=now))


def take_back_words(*, key: str, now: datetime) -> int:
    """Its reader does not want their own words in mails about `key` any more: those that wait go without; how many. One
    that a worker holds goes as it is."""
    return Delivery.objects.unheld(now).filter(notification__key=key).exclude(words="").update(words="")


def _written_anew(delivery: Delivery, notice: Notification, *, words: str = "", now: datetime) -> Letter:
    return write_letter(
        kind=notice.kind,
        recipient=notice.recipient,
        path=delivery.path or notice.url,
        words=words,
        due_at=delivery.about_at,
        now=now,
    )


def _put_in_hand(delivery: Delivery, letter: Letter) -> None:
    delivery.subject, delivery.text, delivery.html = letter.subject, letter.text, letter.html


def _parts(letter: Letter) -> dict[str, str]:
    return {"subject": letter.subject, "text": letter.text, "html": letter.html}
