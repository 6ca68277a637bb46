"""Named filters over notices and mails."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, Min, OuterRef, Q, Value, When, Window
from django.db.models.functions import Cast, Concat, RowNumber, Upper
from django.db.models.lookups import Exact

from community.accounts.models import Block, User
from community.core.ical import CANCEL
from community.notifications.ways import CAN_WAIT, STOPPABLE

if TYPE_CHECKING:
    from community.notifications.models import Delivery, MailFreeze, Notification  # noqa: F401 (named in quotes)


WHILE_SUSPENDED = ["reminder", "moderation"]  # kinds of mails that somebody who may not sign in still gets
# What a mail says and where it goes.
SEALED = ("text", "html", "calendar", "path", "words", "to_address")
# Mails came back from there, or one was marked as spam. What the team says and what its reader asked for goes anyway.
TO_STOPPED_ADDRESS = Q(notification__kind__in=STOPPABLE, notification__recipient__mail_stopped_for=F("to_address"))
READ = Q(notification__read_at__isnull=False, calendar="") & ~Q(notification__kind__in=["mail", "digest"])
# Codes have no notice: they go where they were asked for.
WHERE_ITS_READER_IS = Q(notification=None) | Q(notification__recipient__email__in=["", F("to_address")])
# It takes something out of a calendar, where it would stand for good if its owner wants no more mails.
LAST_WORD = Q(calendar__contains=f"METHOD:{CANCEL}")
# Why a mail did not leave that a new one may. Not what may have arrived, nor what another would only repeat: refused by
# the provider, or tried for hours.
NEVER_LEFT = ["stopped", "bounced", "complained", "unwanted", "cancelled"]
LATE_AFTER = timedelta(minutes=30)  # from then on a mail says when its moment was
# What a notice is about. Without a key it stands alone.
SUBJECT: list[F | Case] = [
    F("kind"),
    Case(When(key="", then=Concat(Value("#"), Cast("pk", CharField()))), default=F("key")),
]


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> NotificationQuerySet:
        return self.filter(recipient_id=user.pk)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

    def latest_first(self) -> NotificationQuerySet:
        return self.order_by("-created_at", "-pk")

    def about_the_same_as(self, notification: Notification) -> NotificationQuerySet:
        if not notification.key:
            return self.filter(pk=notification.pk)
        return self.filter(recipient=notification.recipient_id, kind=notification.kind, key=notification.key)

    def one_per_subject(self) -> NotificationQuerySet:
        """The newest about each thing, with how many there are about it (`alike`) and how many of them are unread
        (`fresh`)."""
        place = Window(RowNumber(), partition_by=SUBJECT, order_by=["-created_at", "-pk"])
        fresh = Window(Count("pk", filter=Q(read_at=None)), partition_by=SUBJECT)
        alike = Window(Count("pk"), partition_by=SUBJECT)
        return self.annotate(place=place, alike=alike, fresh=fresh).filter(place=1)

    def count_subjects(self) -> int:
        """About how many things they are."""
        kind, about = SUBJECT
        return int(self.aggregate(number=Count(Concat(kind, Value(" "), about), distinct=True))["number"])

    def told_by_mail(self) -> NotificationQuerySet:
        """A mail tells of it: it waits, has left, or was joined with others. One that was dropped tells of nothing."""
        return self.filter(Q(delivery__dropped_at=None) | Q(delivery__why="joined"), delivery__isnull=False)

    def news_without_mail(self) -> NotificationQuerySet:
        """Unread, with no mail of its own, and not by somebody whose name was blocked."""
        blocked = Block.objects.by_name().filter(blocker=OuterRef("recipient"), blocked=OuterRef("actor"))
        return self.unread().filter(~Exists(blocked), delivery=None)

    def with_mail(self) -> NotificationQuerySet:
        """What became of the mail of each, in the same query and without its words."""
        return self.select_related("delivery").defer(*(f"delivery__{name}" for name in SEALED))


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: User) -> DeliveryQuerySet:
        return self.filter(notification__recipient=user.pk)

    def without_words(self) -> DeliveryQuerySet:
        return self.defer(*SEALED)

    def waiting(self) -> DeliveryQuerySet:
        return self.filter(sent_at=None, dropped_at=None)

    def unheld(self, now: datetime) -> DeliveryQuerySet:
        """Waiting, and no live worker holds it."""
        return self.waiting().filter(Q(leased_until=None) | Q(leased_until__lte=now))

    def due(self, now: datetime) -> DeliveryQuerySet:
        return self.unheld(now).filter(due_at__lte=now)

    def awaited(self, now: datetime) -> DeliveryQuerySet:
        """Codes, links and passwords: somebody sits there and waits for them. They have no notice, so nothing but their
        own end can make them unwanted."""
        return self.filter(notification=None).exclude(useful_until__lte=now)

    def held(self, delivery: Delivery) -> DeliveryQuerySet:
        """The row of a claimed mail, as long as the claim holds."""
        return self.waiting().filter(pk=delivery.pk, lease=delivery.lease)

    def late(self, now: datetime) -> DeliveryQuerySet:
        return self.filter(useful_until__lte=now)

    def read(self) -> DeliveryQuerySet:
        """A test mail is wanted wherever its reader looks meanwhile, the notice of a summary is never new, and a
        calendar has not read what its owner has: mails for calendars are taken back with `cancel_mail`."""
        return self.filter(READ)

    def stopped(self) -> DeliveryQuerySet:
        """Their reader has chosen meanwhile to get no mails of this kind. The last word to a calendar goes."""
        return self.exclude(LAST_WORD).filter(
            notification__recipient__choices__kind=F("notification__kind"),
            notification__recipient__choices__way__in=["digest", "app", "off"],
        )

    def to_stopped_address(self, why: str) -> DeliveryQuerySet:
        return self.filter(TO_STOPPED_ADDRESS, notification__recipient__mail_stopped_why=why)

    def came_back_from(self, member: User) -> DeliveryQuerySet:
        """From where they are now, without what left before they showed that mails arrive, however late its report. In
        the words of the index `deliveries_that_came_back`, which holds few of very many."""
        back = self.filter(to_address=member.email, bounced_at__isnull=False)
        if (trusted := member.mail_trusted_at) is None:
            return back
        return back.filter(Q(sent_at__gt=trusted) | Q(sent_at=None, bounced_at__gt=trusted))

    def lost(self) -> DeliveryQuerySet:
        """Their reader never got them: they were dropped, there is no such address, or they came back before it was
        shown that mails arrive. Of those that come back for now nothing is known yet."""
        arrives_since = Q(notification__recipient__mail_trusted_at__gt=F("bounced_at"))
        came_back = Q(bounce="hard") | (Q(bounce="soft") & arrives_since)
        return self.filter(Q(why__in=NEVER_LEFT) | came_back)

    def to_an_old_address(self) -> DeliveryQuerySet:
        return self.exclude(WHERE_ITS_READER_IS)

    def where_its_reader_is(self) -> DeliveryQuerySet:
        return self.filter(WHERE_ITS_READER_IS)

    def to_nobody(self) -> DeliveryQuerySet:
        """Over, without a notice that would say whose it was, and to an address that no account has by now."""
        same = Exact(Upper("email"), Upper(OuterRef("to_address")))
        of_a_member = Exists(User.objects.filter(same).exclude(email=""))
        over = self.filter(notification=None).exclude(sent_at=None, dropped_at=None).exclude(to_address="")
        return over.filter(~of_a_member, ~Exists(EmailAddress.objects.filter(same)))

    def late_reminders(self, now: datetime) -> DeliveryQuerySet:
        about = {"notification__kind": "reminder", "about_at__lt": now - LATE_AFTER}
        return self.unheld(now).wanted(now).filter(**about)

    def wanted(self, now: datetime) -> DeliveryQuerySet:
        return self.exclude(self._has_no_use(now))

    def unwanted(self, now: datetime) -> DeliveryQuerySet:
        return self.filter(self._has_no_use(now))

    def _has_no_use(self, now: datetime) -> Q:
        """Too late by now, read in the app or stopped meanwhile, to an address that mails came back from, about
        somebody whose name was blocked meanwhile, or meant for somebody who may no longer sign in; who is suspended
        still gets their reminders and what the team says.

        Asked row by row, so that whoever claims a batch finds it without a look at all the others that wait."""
        suspended = Q(notification__recipient__suspended_until__gt=now) & ~Q(notification__kind__in=WHILE_SUSPENDED)
        stopped = DeliveryQuerySet(self.model).stopped().filter(pk=OuterRef("pk"))
        gone = Q(notification__recipient__is_active=False) | suspended | TO_STOPPED_ADDRESS
        return Q(useful_until__lte=now) | READ | gone | Q(Exists(stopped)) | self._by_blocked()

    def _by_blocked(self) -> Q:
        """About somebody whose name its reader has blocked meanwhile."""
        about = {"blocker": OuterRef("notification__recipient"), "blocked": OuterRef("notification__actor")}
        return Q(Exists(Block.objects.by_name().filter(**about)))

    def stands_for_more(self, news: NotificationQuerySet) -> DeliveryQuerySet:
        """What it tells of was read, taken back or blocked meanwhile, but not all that was told of the same thing."""
        same = {name: OuterRef(f"notification__{name}") for name in ("recipient", "kind", "key")}
        over = self.filter(READ | self._by_blocked(), notification__kind__in=CAN_WAIT).exclude(notification__key="")
        return over.filter(Exists(news.filter(**same)))

    def oldest_due_seconds(self, now: datetime) -> int:
        """Since the oldest mail that should be out was to go for the first time; 0 when there is none."""
        overdue = self.waiting().filter(Q(due_at__lte=now) | Q(attempts__gt=0))
        first = Case(When(attempts=0, then="due_at"), default="created_at")  # a try moves `due_at`
        oldest = overdue.aggregate(oldest=Min(first))["oldest"]
        return int((now - oldest).total_seconds()) if oldest else 0


class MailFreezeQuerySet(models.QuerySet["MailFreeze"]):
    def in_force(self) -> MailFreezeQuerySet:
        return self.filter(released_at=None)
