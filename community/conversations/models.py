"""Private conversations: who is in them, from which message on, and what they write."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.conversations.querysets import ConversationQuerySet, ParticipantQuerySet, PrivateMessageQuerySet
from community.core.blanking import blanked
from community.core.models import Contribution

LONGEST_BODY = 20_000  # characters
REPORTABLE_AFTER_REMOVAL = timedelta(hours=24)  # so that nobody escapes by taking back what was read
LONGEST_SUBJECT = 100
MOST_OTHERS = 10  # beside the one who begins
NEW_DRAFT = "conversation:new"  # the key under which a beginning is kept until it is sent


class Conversation(models.Model):
    """Numbered messages among named members. `message_count` is also the last message's number."""

    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    created_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    message_count = models.PositiveIntegerField(default=0)
    hidden_at = models.DateTimeField(null=True, blank=True)  # the first message was hidden, and with it the subject

    objects = ConversationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Conversation {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("conversations:conversation", args=[self.pk])

    @property
    def key(self) -> str:
        """What its notices are about: one waiting mail, however many messages come before it is read."""
        return f"conversation-{self.pk}"

    @property
    def draft_key(self) -> str:
        """Under which a member's unsent message is kept."""
        return f"message:{self.pk}"

    def place_of(self, member: User) -> "Participant | None":
        return next((place for place in self.participants.all() if place.member_id == member.pk), None)

    def others(self, member: User) -> "list[Participant]":
        return [place for place in self.participants.all() if place.member_id != member.pk]

    def blocked_by(self, member: User) -> "dict[int, Participant]":
        """Those of the others whose name this member blocked, by their keys."""
        return {place.member_id: place for place in self.others(member) if place.member_id in member.names_blocked}

    def title_for(self, member: User) -> str:
        """The subject, or the names of the others."""
        names = ", ".join(str(place.member) for place in self.others(member))
        return self.subject if self.subject and self.hidden_at is None else names


class Participant(models.Model):
    """One member's place. Asked until `accepted_at` or `declined_at`; inside from then until `left_at`. `withheld`: the
    member had blocked whoever brought them in and knows nothing of it; to everybody else it is a place as any."""

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="participants", db_index=False
    )  # see one_place_per_member
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    joined_at = models.DateTimeField()
    joined_number = models.PositiveIntegerField()  # the first message this member may read
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    muted_at = models.DateTimeField(null=True, blank=True)
    read_number = models.PositiveIntegerField()  # actions only ever move it forwards
    withheld = models.BooleanField(default=False, db_default=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "member"], name="one_place_per_member"),
            models.CheckConstraint(condition=Q(joined_number__gte=1), name="places_begin_at_a_message"),
            models.CheckConstraint(
                condition=Q(read_number__gte=F("joined_number") - 1), name="places_read_from_where_they_begin"
            ),
            models.CheckConstraint(
                condition=Q(invited_by__isnull=False) | Q(accepted_at__isnull=False), name="only_the_invited_are_asked"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True), name="place_accepted_or_declined"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=False) | Q(left_at=None, muted_at=None),
                name="only_the_accepted_leave_and_mute",
            ),
        ]

    def __str__(self) -> str:
        return f"Participant {self.pk}"

    @property
    def is_inside(self) -> bool:
        return self.accepted_at is not None and self.left_at is None

    @property
    def hears(self) -> bool:
        """Is told of new messages."""
        return self.is_inside and self.muted_at is None and not self.withheld

    @property
    def is_asked(self) -> bool:
        return self.accepted_at is None and self.declined_at is None


class PrivateMessage(Contribution):
    """What one participant wrote. Hidden by the team or removed by its author, it keeps its number and its place."""

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="messages", db_index=False
    )  # see one_private_message_per_number
    number = models.PositiveIntegerField()
    submit_id = models.UUIDField()  # made of the form's id and the words: a second try is the same message
    removed_at = models.DateTimeField(null=True, blank=True)
    blanks = models.JSONField(default=list, blank=True, editable=False)  # phrases that the team took out
    renderer = models.PositiveSmallIntegerField(editable=False)  # version that made body_html

    objects = PrivateMessageQuerySet.as_manager()

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(fields=["conversation", "number"], name="one_private_message_per_number"),
            models.UniqueConstraint(fields=["author", "submit_id"], name="one_private_message_per_submit"),
            models.CheckConstraint(condition=Q(number__gte=1), name="private_messages_count_from_1"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(F("body")), LONGEST_BODY), name="private_message_is_not_too_long"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation}, {self.number}"

    def get_absolute_url(self) -> str:
        """The message's own address: which page shows it differs from reader to reader."""
        return reverse("conversations:message", args=[self.conversation_id, self.number])

    @property
    def said(self) -> str:
        """As it was typed, without what the team took out and what others took back."""
        return blanked(self.left, self.blanks)

    @property
    def was_removed_lately(self) -> bool:
        """Whoever had read it can still report it."""
        return self.removed_at is not None and self.removed_at > timezone.now() - REPORTABLE_AFTER_REMOVAL
