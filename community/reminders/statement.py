"""What became of one member's reminders and of their mails: on each moment, and month by month."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from community.accounts.models import User
from community.core.wall_clock import moment_of
from community.notifications.models import Delivery, Notification
from community.notifications.querysets import LATE_AFTER
from community.reminders.models import Occurrence, Reminder

Answer = Occurrence.Answer
KEY = "notification__key"
CLOSED_TITLE = ("title", "owner_id", "seal_id")  # and what it opens by
FIRST_YEAR, LAST_YEAR = 1900, 2199  # as in core/when.py


@dataclass(frozen=True)
class Statement:
    """Of one calendar month on the member's own wall."""

    month: date  # its first day
    rows: list[dict[str, Any]]  # title, due, done, skipped, missed, open: one for each reminder that fell due
    mails: dict[str, int]  # in_time, late, waiting; told again after putting off or without an answer: again
    unsent: list[tuple[str, int]]  # why, how many

    @property
    def before(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return next_month(self.month)


def next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def statement_of(member: User, *, month: date) -> Statement:
    """Two queries for the answers and the mails, one for the reasons, however much there was."""
    within = [moment_of(datetime.combine(day, time()), member.zone) for day in (month, next_month(month))]
    due = Occurrence.objects.visible_to(member).filter(due_at__gte=within[0], due_at__lt=within[1])
    mails = Delivery.objects.visible_to(member).filter(notification__kind="reminder")
    mails = mails.filter(about_at__gte=within[0], about_at__lt=within[1])
    return Statement(month, answers_to(due), _sent(mails), _unsent(mails))


def answers_to(due: Any) -> list[dict[str, Any]]:
    """One row for each reminder: title, due, done, skipped, missed, open."""
    of = {answer.value: Count("pk", filter=Q(answer=answer)) for answer in Answer}
    whose = {name: F(f"reminder__{name}") for name in CLOSED_TITLE}
    rows = due.values("reminder", **whose).annotate(due=Count("pk"), open=Count("pk", filter=Q(answer="")), **of)
    opened = [{**row, "title": Reminder(**{name: row.pop(name) for name in CLOSED_TITLE}).title} for row in rows]
    return sorted(opened, key=lambda row: (row["title"].casefold(), row["reminder"]))


def _sent(mails: Any) -> dict[str, int]:
    sent, in_time = Q(sent_at__isnull=False), Q(sent_at__lte=F("about_at") + LATE_AFTER)
    before = Notification.objects.filter(recipient=OuterRef("notification__recipient"), key=OuterRef(KEY))
    repeat = Exists(before.filter(pk__lt=OuterRef("notification")))
    return dict(
        mails.annotate(is_repeat=repeat).aggregate(
            in_time=Count("pk", filter=in_time & Q(is_repeat=False)),
            late=Count("pk", filter=sent & ~in_time & Q(is_repeat=False)),
            again=Count("pk", filter=sent & Q(is_repeat=True)),
            waiting=Count("pk", filter=Q(sent_at=None, dropped_at=None)),
        )
    )


def _unsent(mails: Any) -> list[tuple[str, int]]:
    counts = mails.filter(dropped_at__isnull=False).values_list("why").annotate(Count("pk")).order_by("why")
    return [(str(Delivery.Why(why).label) if why else "", number) for why, number in counts]


def mails_about(occurrences: Iterable[Occurrence], *, member: User) -> dict[str, list[Delivery]]:
    """What became of each mail about these moments, by the key of the moment, in the order they were written."""
    keys = [occurrence.key for occurrence in occurrences]
    found = Delivery.objects.visible_to(member).filter(notification__key__in=keys).without_words().order_by("pk")
    mails = defaultdict(list)
    for mail in found.select_related("notification"):
        mails[mail.notification.key].append(mail)  # type: ignore[union-attr]
    return mails


def this_month(member: User) -> date:
    return timezone.localdate(timezone=member.zone).replace(day=1)
