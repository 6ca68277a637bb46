"""Tell a member something: in the app at once, by mail through the outbox."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise

from community.accounts.models import User
from community.accounts.readers import said_to
from community.core.ical import CANCEL, method_of
from community.notifications.actions.outbox import as_row, put_all_in_outbox
from community.notifications.letters import write_letter
from community.notifications.models import Choice, Delivery, Notification
from community.notifications.querysets import WHILE_SUSPENDED
from community.notifications.quiet import end_of_quiet
from community.notifications.ways import CAN_WAIT, Way

BULK = 500


@dataclass(frozen=True)
class Extras:
    """What the mail of a notice has beyond the words of its kind."""

    path: str = ""
    words: str = ""
    calendar: str = ""
    numbers: Mapping[str, int] | None = None


@transaction.atomic
def notify(
    *,
    recipient: User,
    kind: str,
    text: Promise,
    url: str,
    now: datetime,
    mail: bool = True,
    due_at: datetime | None = None,
    useful_until: datetime | None = None,
    key: str = "",
    actor: User | None = None,
    calendar: str = "",
    numbers: Mapping[str, int] | None = None,
    mail_path: str = "",
    mail_words: str = "",
) -> Notification | None:
    """Write the notice and, with `mail`, its outbox row; both or neither. While an unread notice with the same
    `key` waits, of which a mail tells, a second mail would only repeat "there is something for you": none is written.
    Neither is written about an `actor` whose name the recipient blocked; what the team does names none and always
    arrives. Nor is what the recipient does not want to hear of.

    `text` is put into words here, in the recipient's own language: words of `gettext_lazy` and `core.phrases.filled`.
    `due_at` is the moment the notice tells of. A mail that leaves half an hour later says "This was due at". Its link
    leads to `mail_path` where that is another than `url`; `mail_words` are its reader's own, if they asked for them.
    `calendar` goes with the mail, for the calendar of its reader; one that takes something out of it goes also to those
    who want no mails of the kind, who would have it there for good.
    `numbers` is all that a mail may tell of what it is about."""
    if actor is not None and actor.pk in recipient.names_blocked:
        return None
    way, told = _way_and_told(recipient, kind, key)
    is_last_word = method_of(calendar) == CANCEL
    if way == Way.OFF and not is_last_word:
        return None
    about = {"kind": kind, "key": key, "text": said_to(recipient, text)[:300], "url": url, "actor": actor}
    notification = recipient.notifications.create(**about, created_at=now, read_at=now if way == Way.OFF else None)
    if mail and (way == Way.NOW or is_last_word) and not told and _is_mailed(recipient, kind, now=now):
        extras = Extras(mail_path, mail_words, calendar, numbers)
        put_all_in_outbox([_mail(notification, extras, due_at=due_at, until=useful_until, now=now)])
    return notification


@dataclass(frozen=True)
class News:
    """What `notify` is told of one member, where many are told something of their own."""

    recipient: User
    text: Promise
    url: str
    key: str
    due_at: datetime | None = None
    useful_until: datetime | None = None
    mail_path: str = ""
    mail_words: str = ""


@transaction.atomic
def notify_each(news: Collection[News], *, kind: str, now: datetime) -> list[Notification]:
    """`notify` for many at once, in as many queries as for one. About nobody's doing, and each key is of one member."""
    ways, told = _ways_and_told(news, kind)
    heard = [one for one in news if ways.get(one.recipient.pk) != Way.OFF]
    notices = Notification.objects.bulk_create(
        Notification(recipient=one.recipient, kind=kind, key=one.key, text=text, url=one.url, created_at=now)
        for one, text in ((one, said_to(one.recipient, one.text)[:300]) for one in heard)
    )
    put_all_in_outbox(
        [
            _mail(notice, Extras(one.mail_path, one.mail_words), due_at=one.due_at, until=one.useful_until, now=now)
            for one, notice in zip(heard, notices, strict=True)
            if ways.get(one.recipient.pk, Way.NOW) == Way.NOW
            and (one.recipient.pk, one.key) not in told
            and _is_mailed(one.recipient, kind, now=now)
        ]
    )
    return notices


def _mail(
    notice: Notification, extras: Extras, *, due_at: datetime | None, until: datetime | None, now: datetime
) -> Delivery:
    letter = write_letter(
        kind=notice.kind,
        recipient=notice.recipient,
        path=extras.path or notice.url,
        due_at=due_at,
        now=now,
        numbers=extras.numbers,
    )
    return as_row(
        letter,
        now=now,
        notification=notice,
        about_at=due_at,
        useful_until=until,
        due_at=_when(notice.recipient, notice.kind, now=now),
        calendar=extras.calendar,
        path=extras.path,
        words=extras.words,
    )


def say_anew(*, recipient: User, kind: str, key: str, text: Promise, now: datetime) -> bool:
    """The unread notice with this key says this from now on, and stands on top again; False when there is none. No mail
    follows: the first one has said that something waits."""
    unread = recipient.notifications.unread().filter(kind=kind, key=key)
    newest = unread.order_by("-pk").values("pk")[:1]
    words = said_to(recipient, text)[:300]
    return bool(unread.filter(pk__in=list(newest.values_list("pk", flat=True))).update(text=words, created_at=now))


def tell_here(recipient: User, *, kind: str, key: str, text: Promise, url: str, now: datetime) -> None:
    """In the app alone, where one notice says it until it is read."""
    if not say_anew(recipient=recipient, kind=kind, key=key, text=text, now=now):
        notify(recipient=recipient, kind=kind, key=key, text=text, url=url, mail=False, now=now)


def notify_all(
    recipients: "QuerySet[User]", *, kind: str, text: Promise, url: str, now: datetime, key: str = "", actor: User
) -> int:
    """The same notice for many, in the app alone, in two queries; how many. Whoever asks has left out those who blocked
    the `actor`. It is put into words once for each language, so it may name no hour."""
    about = {"kind": kind, "key": key, "url": url, "actor": actor, "created_at": now}
    hearing = recipients.exclude(pk__in=Choice.objects.filter(kind=kind, way=Way.OFF).values("member"))
    readers = list(hearing.values_list("pk", "language"))
    said = {language: said_to(User(language=language), text)[:300] for language in {spoken for _pk, spoken in readers}}
    notices = [Notification(recipient_id=pk, text=said[language], **about) for pk, language in readers]
    return len(Notification.objects.bulk_create(notices, batch_size=BULK))


def _way_and_told(recipient: User, kind: str, key: str) -> tuple[str, bool]:
    """How they want to hear of it, and whether a mail of the same thing waits or lies unread: one query for both."""
    chosen = Choice.objects.filter(member=OuterRef("pk"), kind=kind).values("way")
    unread = Notification.objects.unread().told_by_mail().filter(recipient=OuterRef("pk"), kind=kind, key=key)
    row = User.objects.filter(pk=recipient.pk).values_list(Subquery(chosen[:1]), Exists(unread)).get()
    return row[0] or Way.NOW, bool(key) and row[1]


def _ways_and_told(news: Collection[News], kind: str) -> tuple[dict[int, str], set[tuple[int, str]]]:
    """The same of many, in two queries."""
    members, keys = {one.recipient.pk for one in news}, {one.key for one in news if one.key}
    chosen = Choice.objects.filter(kind=kind, member__in=members)
    unread = Notification.objects.unread().told_by_mail().filter(recipient__in=members, kind=kind, key__in=keys)
    return dict(chosen.values_list("member", "way")), set(unread.values_list("recipient", "key"))


def _when(recipient: User, kind: str, *, now: datetime) -> datetime:
    """Mails that can wait do so while their reader wants quiet."""
    if kind not in CAN_WAIT:
        return now
    return end_of_quiet(recipient.quiet_hours.values_list("weekday", "begins", "ends"), recipient.zone, now=now)


def _is_mailed(recipient: User, kind: str, *, now: datetime) -> bool:
    """Whoever is suspended finds the rest in the app, once they are back."""
    kept_from_it = recipient.is_suspended_at(now) and kind not in WHILE_SUSPENDED
    return recipient.is_active and bool(recipient.email) and not kept_from_it
