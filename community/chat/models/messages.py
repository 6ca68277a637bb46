"""What is said in a room, and the kind signs it was given."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from community.accounts.content_notes import ALL_NOTES, labels_of
from community.chat.models.rooms import Room
from community.chat.querysets import MessageQuerySet
from community.core.blanking import blanked
from community.core.models import Contribution
from community.core.text import plain_text

LONGEST_MESSAGE = 4000  # characters
MOST_PINNED = 3  # in one room
FIRST_WORDS = 80  # of them, where it is answered
REPORTABLE_AFTER_REMOVAL = timedelta(hours=24)  # so that nobody escapes by taking back what was read
SIGNS = {1: _("A hug"), 2: _("Me too"), 4: _("Thank you"), 8: _("Thinking of you")}  # bits of Sign.kinds


class Message(Contribution):
    """What one member said. Its `seq` is the number of the event that brought it: given when others can read it, so a
    message that waits has none. `created_at` is when it was said, which for one that waited is when it appeared."""

    class Wait(models.TextChoices):
        GUARD = "guard", _("for its author, who can still take it back")
        HOST = "host", _("for a host to let it through")

    room = models.ForeignKey(Room, models.PROTECT, related_name="messages", db_index=False)  # see one_message_per_seq
    seq = models.PositiveBigIntegerField(null=True, blank=True)
    client_id = models.UUIDField()
    in_reply_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    content_notes = models.PositiveSmallIntegerField(default=0)
    team_notes = models.PositiveSmallIntegerField(default=0, editable=False)  # those among them that the team set
    notice = models.CharField(max_length=300, blank=True, editable=False)  # the team's word on it, for everybody
    notice_link = models.CharField(max_length=200, blank=True, editable=False)  # where on this site it says more
    signs = models.PositiveSmallIntegerField(default=0, editable=False)  # the kinds anybody gave; nobody sees how many
    waits_for = models.CharField(max_length=10, choices=Wait, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)  # then it appears by itself
    edited_at = models.DateTimeField(null=True, blank=True)
    earlier = models.JSONField(default=list, blank=True, editable=False)  # what it said before each edit: for the team
    removed_at = models.DateTimeField(null=True, blank=True)  # by its author
    erased_at = models.DateTimeField(
        null=True, blank=True
    )  # its time in the room was over; only a report keeps the row
    pinned_at = models.DateTimeField(null=True, blank=True)
    blanks = models.JSONField(default=list, blank=True, editable=False)  # phrases that the team took out

    objects = MessageQuerySet.as_manager()

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(fields=["room", "seq"], name="one_message_per_seq"),
            models.UniqueConstraint(fields=["author", "client_id"], name="one_message_per_client_id"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="messages_count_from_1"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(F("body")), LONGEST_MESSAGE), name="message_is_not_too_long"
            ),
            models.CheckConstraint(
                condition=Q(seq__isnull=False, held_until=None, waits_for="")
                | Q(seq=None, held_until__isnull=False, waits_for__in=["guard", "host"]),
                name="message_is_numbered_or_waits",
            ),
            models.CheckConstraint(
                condition=Q(content_notes__lte=ALL_NOTES, signs__lte=sum(SIGNS)), name="message_notes_and_signs_exist"
            ),
            models.CheckConstraint(condition=Q(team_notes__lte=F("content_notes")), name="message_team_notes_exist"),
            models.CheckConstraint(
                condition=Q(notice_link="") | Q(notice_link__startswith="/"), name="message_notice_links_here"
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="messages_of_a_member"),
            models.Index(fields=["room", "created_at"], name="messages_by_time"),
            models.Index(fields=["held_until"], condition=Q(seq=None), name="messages_that_wait"),
            models.Index(fields=["room"], condition=Q(pinned_at__isnull=False), name="messages_pinned"),
        ]

    def __str__(self) -> str:
        return f"{self.room}, {self.seq}"

    @property
    def said(self) -> str:
        """As it was typed, without what the team took out and what others took back."""
        return blanked(self.left, self.blanks)

    @property
    def is_shown(self) -> bool:
        return self.seq is not None and self.hidden_at is None and self.removed_at is None and self.erased_at is None

    @property
    def note_labels(self) -> list[object]:
        return list(labels_of(self.content_notes))

    @property
    def sign_labels(self) -> list[object]:
        return [label for kind, label in SIGNS.items() if self.signs & kind]

    @property
    def first_words(self) -> str:
        """What stands above an answer; nothing of what has a content note, or cannot be read any more."""
        if self.content_notes or not self.is_shown:
            return ""
        return Truncator(plain_text(self.body_html)).chars(FIRST_WORDS)

    @property
    def was_removed_lately(self) -> bool:
        """Whoever had read it can still report it."""
        return self.removed_at is not None and self.removed_at > timezone.now() - REPORTABLE_AFTER_REMOVAL

    @property
    def page_url(self) -> str:
        """Everything one can do with it."""
        return reverse("chat:message", args=[self.room.slug, self.pk])

    @property
    def neutral_url(self) -> str:
        """For mails and reminders: it names neither the room nor the group, which can be an illness."""
        return reverse("chat:found", args=[self.pk])

    def get_absolute_url(self) -> str:
        """The page of the room on which it stands; one that waits has no place in the room yet."""
        if self.seq is None:
            return self.room.get_absolute_url()
        return f"{self.room.get_absolute_url()}?before={self.seq + 1}#message-{self.pk}"


class Sign(models.Model):
    """All kind signs of one member to one message, as bits."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="given_signs")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kinds = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    withheld = models.BooleanField(default=False)  # the author had blocked its sender: never told whose it is

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "member"], name="one_sign_per_message"),
            models.CheckConstraint(condition=Q(kinds__gte=1, kinds__lte=sum(SIGNS)), name="sign_kinds_exist"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} to {self.message_id}"
