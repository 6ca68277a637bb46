"""How we reach someone: the notice in the app, and the outbox of mails."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.core.sealed import SealedField
from community.notifications.bounces import Bounce
from community.notifications.querysets import (
    LATE_AFTER,
    DeliveryQuerySet,
    MailFreezeQuerySet,
    NotificationQuerySet,
)
from community.notifications.ways import ALWAYS_HERE, CAN_WAIT, STOPPABLE, SUMMARY, Way

KINDS = "reply mention reaction message group reminder meeting moderation room mail file helper digest".split()


class Notification(models.Model):
    """Something that happened for one member. `text` stays in the app; mails never carry it."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Reply")
        MENTION = "mention", _("Mention")
        REACTION = "reaction", _("Kind sign")
        MESSAGE = "message", _("Private message")
        GROUP = "group", _("Group")
        REMINDER = "reminder", _("Reminder")
        MEETING = "meeting", _("Meeting")
        MODERATION = "moderation", _("From the team")
        ROOM = "room", _("Room")
        MAIL = "mail", _("Your mail")  # how it is with the own mail: a test, or one that could not be delivered
        FILE = "file", _("Your file")  # the member's own data, ready to be taken
        HELPER = "helper", _("Your helper")  # somebody who writes for the member, or whom the member helps
        DIGEST = "digest", _("Summary mail")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications", db_index=False
    )
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=100, blank=True)  # what it is about, in the sender's own words: "thread-7"
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    # Whose doing it tells of, under their own name. Nobody where that is another name: nothing leads to the account.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    is_out_of_sight = False  # what it names is none of its reader's business any more: said by `sight.hide_names`

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notifications_newest"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notifications_unread"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=KINDS),
                name="notification_kind_exists",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="notification_says_something"),
            models.CheckConstraint(condition=Q(url__startswith="/"), name="notification_url_is_a_path"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def words(self) -> str:
        """As its reader may read it now."""
        return gettext("This was about something that you can no longer see.") if self.is_out_of_sight else self.text


class Delivery(models.Model):
    """One mail on its way out. The row is the truth: a mail exists before anybody tries to send it."""

    class Why(models.TextChoices):
        """Why a mail was not sent, in the words its reader gets."""

        READ = "read", _("you had read it here before")
        LATE = "late", _("it would have come too late to be of use")
        STOPPED = "stopped", _("you do not want mails of this kind")
        BOUNCED = "bounced", _("mails to your address came back")
        COMPLAINED = "complained", _("a mail to you was marked as spam")
        UNWANTED = "unwanted", _("there was no need for it any more")
        CANCELLED = "cancelled", _("you had answered it, or it no longer held")
        JOINED = "joined", _("another mail says it together with others")
        RESTORED = "restored", _("the site was put back from a backup, and this mail may have reached you before")
        REFUSED = "refused", _("your mail provider does not take it")
        FAILED = "failed", _("we tried for hours and could not reach your mail provider")

    message_id = models.CharField(max_length=255, unique=True)  # fixed before the first try, the same on every try
    notification = models.OneToOneField(Notification, models.CASCADE, null=True, blank=True, related_name="delivery")
    to_address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True, default="", db_default="")  # RFC 5546: an invitation, or that it is off
    # Where its link leads, if not where the notice does; words that its reader asked for, which stand nowhere else and
    # come into its text only as it leaves.
    path = models.CharField(max_length=300, blank=True, default="", db_default="")
    words = SealedField(blank=True, default="", db_default="", place="words of a mail", bound_to=("message_id",))
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    about_at = models.DateTimeField(null=True, blank=True)  # the moment it tells of
    useful_until = models.DateTimeField(null=True, blank=True)  # later it would only puzzle
    is_catch_up = models.BooleanField(default=False)  # it stands for several late ones
    leased_until = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=10, blank=True, choices=Why)  # dropped; empty in rows from before it was kept
    problem = models.CharField(max_length=200, blank=True)
    # What was heard of it after it left, or as it was refused; the worst of it, once.
    bounce = models.CharField(max_length=10, blank=True, default="", db_default="", choices=Bounce)
    bounced_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, dropped_at=None), name="deliveries_waiting"),
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None, dropped_at=None, notification=None),
                name="deliveries_awaited",
            ),
            models.Index(fields=["lease"], condition=Q(lease__isnull=False), name="deliveries_leased"),
            models.Index(
                fields=["to_address"], condition=Q(bounced_at__isnull=False), name="deliveries_that_came_back"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(dropped_at__isnull=True), name="delivery_sent_or_dropped"
            ),
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None) | Q(lease__isnull=False, leased_until__isnull=False),
                name="delivery_lease_is_whole",
            ),
            models.CheckConstraint(condition=Q(path="") | Q(path__startswith="/"), name="delivery_leads_to_a_path"),
            models.CheckConstraint(condition=Q(why="") | Q(dropped_at__isnull=False), name="delivery_why_it_dropped"),
            models.CheckConstraint(
                condition=Q(bounce="", bounced_at=None)
                | Q(bounce__in=["soft", "hard", "complaint"], bounced_at__isnull=False),
                name="delivery_bounce_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery {self.pk}"

    def is_late_at(self, now: datetime) -> bool:
        """So late that the mail has to say so. One that stands for several says it anyway."""
        return self.about_at is not None and now > self.about_at + LATE_AFTER and not self.is_catch_up


class MailFreeze(models.Model):
    """No mail goes out from `frozen_at`, when a backup of `backup_at` was put in place, until somebody says so."""

    backup_at = models.DateTimeField()
    frozen_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    objects = MailFreezeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Mail freeze {self.pk}"


class Choice(models.Model):
    """How one kind of notice reaches one member, where they chose so."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="choices", db_index=False)
    kind = models.CharField(max_length=20, choices=Notification.Kind)
    way = models.CharField(max_length=10, choices=Way)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind"], name="one_choice_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=STOPPABLE), name="choice_of_what_can_be_stopped"),
            models.CheckConstraint(condition=Q(way__in=["now", "digest", "app", "off"]), name="choice_is_a_way"),
            models.CheckConstraint(
                condition=~Q(way="digest") | Q(kind__in=CAN_WAIT), name="choice_puts_off_what_can_wait"
            ),
            models.CheckConstraint(
                condition=~Q(kind=SUMMARY) | Q(way__in=["now", "off"]), name="choice_of_a_summary_or_none"
            ),
            models.CheckConstraint(
                condition=~Q(way="off") | ~Q(kind__in=ALWAYS_HERE), name="choice_leaves_what_always_stands_here"
            ),
        ]

    def __str__(self) -> str:
        return f"Choice {self.pk}"


class QuietHours(models.Model):
    """On this day of the week, from then on, mails that can wait do. Up to an earlier hour means the next day."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quiet_hours", db_index=False)
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "weekday"], name="quiet_once_a_day"),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="quiet_on_a_day_of_the_week"),
            models.CheckConstraint(condition=~Q(begins=F("ends")), name="quiet_hours_are_some_hours"),
        ]

    def __str__(self) -> str:
        return f"Quiet hours {self.pk}"
