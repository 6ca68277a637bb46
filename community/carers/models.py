"""Who helps whom, what each helper may do and until when, what they wrote for a member, and everything they did."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from community.carers.querysets import ActQuerySet, ArrangementQuerySet, OfferedDraftQuerySet
from community.drafts.models import LONGEST_KEY, Typed
from community.drafts.places import place_of
from community.groups.models import SupportGroup

PERIODS = {  # days
    1: _("1 day"),
    7: _("1 week"),
    30: _("1 month"),
    90: _("3 months"),
}
LONGEST = timedelta(days=183)  # of help without a new yes of the member


class Scope(models.TextChoices):
    """What a member may tick. Settings, signing in, export, leaving, blocks and the team's tools are no scopes."""

    DRAFT = "may_draft", _("Write drafts for me")
    POST = "may_post", _("Post for me")
    ALIAS = "may_use_alias", _("Post under my other name")
    MESSAGE = "may_draft_messages", _("Write drafts of private messages for me")
    REMINDER = "may_set_reminders", _("Set reminders for me")


FOR_THEM = {  # the same, as the helper reads it
    Scope.DRAFT: _("Write drafts for them"),
    Scope.POST: _("Post for them"),
    Scope.ALIAS: _("Post under their other name"),
    Scope.MESSAGE: _("Write drafts of private messages for them"),
    Scope.REMINDER: _("Set reminders for them"),
}


class Arrangement(models.Model):
    """One person helps one member. It is in force once both have said yes, until its end or until one of them ends it.
    `helper` is empty while a link waits to be opened, and when the helper's account is gone."""

    class Ending(models.TextChoices):
        MEMBER = "member", _("You ended it")
        HELPER = "helper", _("The helper ended it")
        DECLINED = "declined", _("The answer was no")
        TIME = "time", _("Its time was over")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="helpers")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="helps_others"
    )
    token_hash = models.CharField(max_length=64, blank=True)  # of a link that nobody has used yet
    invited_at = models.DateTimeField()
    open_until = models.DateTimeField()  # to say yes
    days = models.PositiveSmallIntegerField(choices=PERIODS)  # from the yes on; and what was chosen last
    may_draft = models.BooleanField(default=False)
    may_post = models.BooleanField(default=False)
    may_use_alias = models.BooleanField(default=False)
    may_draft_messages = models.BooleanField(default=False)
    may_set_reminders = models.BooleanField(default=False)
    in_some_groups = models.BooleanField(default=False)  # only in `groups`; False: wherever both may be
    groups = models.ManyToManyField(SupportGroup, blank=True, related_name="+")
    shows_name = models.BooleanField(default=False)  # the member wants the helper's name on what they post
    may_be_named = models.BooleanField(default=False)  # and the helper agrees
    accepted_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    told_of_end_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=10, choices=Ending, blank=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        indexes = [models.Index(fields=["ends_at"], condition=Q(ended_at=None), name="help_that_ends")]
        constraints = [
            models.CheckConstraint(condition=~Q(member=F("helper")), name="nobody_helps_themselves"),
            models.CheckConstraint(condition=Q(days__in=[1, 7, 30, 90]), name="help_has_a_period"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, ends_at=None)
                | Q(accepted_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("accepted_at"), token_hash=""),
                name="help_begins_with_a_yes_and_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="")
                | Q(ended_at__isnull=False, ended_by__in=["member", "helper", "declined", "time"]),
                name="help_is_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(may_draft=True) | Q(may_post=True) | Q(may_draft_messages=True) | Q(may_set_reminders=True),
                name="help_is_with_something",
            ),
            models.CheckConstraint(
                condition=Q(may_use_alias=False) | Q(may_post=True), name="help_under_an_alias_is_posting"
            ),
            models.UniqueConstraint(
                fields=["member", "helper"],
                condition=Q(ended_at=None, helper__isnull=False),
                name="one_arrangement_for_two_people",
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="one_arrangement_for_a_link"
            ),
        ]

    def __str__(self) -> str:
        return f"Arrangement {self.pk}"

    def get_absolute_url(self) -> str:
        """By number: an address names nobody."""
        return reverse("carers:arrangement", args=[self.pk])

    @property
    def key(self) -> str:
        """What notices of it are about."""
        return f"help-{self.pk}"

    @property
    def allowed(self) -> list[Scope]:
        return [scope for scope in Scope if getattr(self, scope.value)]

    @property
    def allowed_in_words(self) -> list[Promise]:
        """For the helper."""
        return [FOR_THEM[scope] for scope in self.allowed]

    @property
    def public_name(self) -> str:
        """For everybody to read, where both want that; not once the helper's account is gone or switched off."""
        agreed = self.shows_name and self.may_be_named and self.helper is not None
        return self.helper.username if agreed and self.helper and self.helper.is_active else ""

    def is_in_force_at(self, now: datetime) -> bool:
        """As `in_force`."""
        return self.ended_at is None and self.ends_at is not None and self.ends_at > now

    def is_open_at(self, now: datetime) -> bool:
        """As `open`: it waits for a yes."""
        return self.accepted_at is None and self.ended_at is None and self.open_until > now


class OfferedDraft(Typed):
    """A text that a helper wrote for a member, who decides what becomes of it. The helper cannot read it again."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=LONGEST_KEY)  # of the composer, as in drafts
    created_at = models.DateTimeField()

    objects = OfferedDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(key__contains=":"), name="offered_draft_names_a_thing")]

    def __str__(self) -> str:
        return f"Offered draft {self.pk}"

    @property
    def label(self) -> Promise:
        return place_of(self.key).label

    @property
    def preview(self) -> str:
        return Truncator(self.first_words).chars(80)


class Act(models.Model):
    """Something a helper did in a member's name. Written in the transaction that did it."""

    class Kind(models.TextChoices):
        DRAFTED = "drafted", _("Wrote a draft for you")
        STARTED = "started", _("Started a thread for you")
        REPLIED = "replied", _("Posted a reply for you")
        REMINDED = "reminded", _("Set a reminder for you")
        CHANGED = "changed", _("Changed a post written for you")

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=10, choices=Kind)
    url = models.CharField(max_length=300, blank=True)  # where it can be seen
    post_pk = models.PositiveBigIntegerField(null=True, blank=True)  # to take it back; forum is above this app
    done_at = models.DateTimeField()

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-done_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["drafted", "started", "replied", "reminded", "changed"]),
                name="act_of_help_exists",
            ),
            models.CheckConstraint(condition=Q(url="") | Q(url__startswith="/"), name="act_of_help_is_seen_here"),
        ]

    def __str__(self) -> str:
        return f"Act {self.pk}"
