"""Who a member is."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from community.accounts.approving.models import SignUpRequest as SignUpRequest
from community.accounts.brakes import SignupBrake as SignupBrake
from community.accounts.consents import edition
from community.accounts.content_notes import ALL_NOTES
from community.accounts.drawings import COUNT, Drawing, any_drawing, drawing, drawing_for
from community.accounts.inviting.models import SiteInvitation as SiteInvitation
from community.accounts.naming.fields import SkeletonField
from community.accounts.naming.models import FormerName as FormerName
from community.accounts.naming.models import HeldName as HeldName
from community.accounts.querysets import BlockQuerySet, MemberManager, SanctionQuerySet
from community.accounts.sign_in_events import SignInEvent as SignInEvent
from community.accounts.sign_in_events import UnknownTries as UnknownTries
from community.core.display import TEXT_SIZES, THEMES, Display

MAIL_STOPS = ["bounced", "complained"]
# The account of all those whose words stay when they have left. A space, which no member's name has: nobody can sign up
# as it.
NAMELESS = gettext_noop("Somebody who left")
NO_END = datetime(9999, 12, 31, tzinfo=UTC)  # a day before the last one, so that every time zone can show it


@lru_cache(maxsize=4096)
def address_of(username: str) -> str:
    """Remembered: a page of posts asks twenty times."""
    return reverse("accounts:member", args=[username])


class User(AbstractUser):
    """A member under a pseudonym. The e-mail address is for signing in and mails, and is never shown to members."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name_skeleton = SkeletonField(max_length=220, blank=True, default="", db_default="", editable=False)
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=12, blank=True, default="", db_default="")  # empty: that of the site
    theme = models.CharField(max_length=10, blank=True, default="")  # empty: what the cookie says
    text_size = models.PositiveSmallIntegerField(null=True, blank=True)
    drawing = models.PositiveSmallIntegerField(null=True, blank=True, default=any_drawing)  # None: the first letter
    # Kept by `answer_agreements` and `withdraw_consent`; the rows (`Consent`) say to which text, and what was before.
    guidelines_accepted_at = models.DateTimeField(null=True, blank=True)
    health_consent_at = models.DateTimeField(null=True, blank=True)
    agreements_answered = models.CharField(max_length=20, blank=True, default="", db_default="")  # as `edition()`
    age_ok_at = models.DateTimeField(null=True, blank=True, editable=False)  # the day of birth is kept nowhere
    age_rule = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    notes_shown = models.PositiveSmallIntegerField(default=0)  # content notes this member reads without a fold
    notes_left_out = models.PositiveSmallIntegerField(default=0)  # and those that are to stay away altogether
    accepted_posts = models.PositiveIntegerField(default=0)  # published and not hidden by the team; forum counts
    takes_messages = models.BooleanField(default=True)  # False: nobody may begin a private conversation
    blocks_people = models.BooleanField(default=False)  # there are rows in `blocks`: most pages need not ask
    is_moderator = models.BooleanField(default=False)
    is_editor = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    # What the sanctions in force come to, so that no page asks for them. Kept by `sanction` and `lift_sanction`.
    silenced_until = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_until = models.DateTimeField(null=True, blank=True, editable=False)
    # The address that gets no mails any more, why and since when; about another address it says nothing. A new e-mail
    # address needs no other step, and no page asks for it. Kept by notifications (actions/bouncing.py).
    mail_stopped_for = models.EmailField(blank=True, default="", db_default="", editable=False)
    mail_stopped_why = models.CharField(max_length=10, blank=True, default="", db_default="", editable=False)
    mail_stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    mail_trusted_at = models.DateTimeField(null=True, blank=True, editable=False)  # what came back before is forgiven

    objects = MemberManager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["date_joined"], name="members_newest")]
        # Upper, because that is what iexact asks for: the index is then the one that sign-in uses.
        constraints = [
            models.CheckConstraint(condition=~Q(time_zone=""), name="user_has_a_time_zone"),
            models.UniqueConstraint(Upper("username"), name="one_member_per_name"),
            models.UniqueConstraint(
                fields=["name_skeleton"], condition=~Q(name_skeleton=""), name="one_member_per_look_of_name"
            ),
            models.UniqueConstraint(Upper("email"), condition=~Q(email=""), name="one_member_per_email"),
            models.CheckConstraint(condition=Q(theme__in=["", *THEMES]), name="user_theme_exists"),
            models.CheckConstraint(
                condition=Q(text_size__isnull=True) | Q(text_size__in=TEXT_SIZES), name="user_text_size_exists"
            ),
            models.CheckConstraint(
                condition=Q(drawing__isnull=True) | Q(drawing__lt=COUNT), name="user_drawing_exists"
            ),
            models.CheckConstraint(
                condition=Q(notes_shown__lte=ALL_NOTES, notes_left_out__lte=ALL_NOTES), name="user_content_notes_exist"
            ),
            models.CheckConstraint(
                condition=Exact(F("notes_shown").bitand(F("notes_left_out")), 0),  # type: ignore[arg-type]
                name="user_shows_or_leaves_out",
            ),
            models.CheckConstraint(
                condition=Q(mail_stopped_for="", mail_stopped_why="", mail_stopped_at=None)
                | (~Q(mail_stopped_for="") & Q(mail_stopped_why__in=MAIL_STOPS, mail_stopped_at__isnull=False)),
                name="user_mail_stop_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(age_ok_at=None, age_rule=None) | Q(age_ok_at__isnull=False, age_rule__gte=1),
                name="user_age_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return _(NAMELESS) if self.is_nameless else self.username

    def get_full_name(self) -> str:
        return self.username

    def get_absolute_url(self) -> str:
        """Those who left have no page."""
        return "" if self.is_nameless else address_of(self.username)

    @property
    def is_nameless(self) -> bool:
        return self.username == NAMELESS

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def speaks(self) -> str:
        """What is told this member is told in it. A language that the site no longer has is as good as none."""
        return self.language if self.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

    @property
    def display(self) -> Display | None:
        """The account's own choice, or None to follow the browser's cookie."""
        return Display(self.theme, self.text_size) if self.theme and self.text_size else None

    @property
    def is_on_team(self) -> bool:
        return self.is_moderator or self.is_editor or self.is_staff or self.is_superuser

    @property
    def avatar(self) -> Drawing | None:
        """What stands beside the name; None: its first letter."""
        return None if self.drawing is None else drawing(self.drawing)

    @property
    def is_to_be_asked(self) -> bool:
        """There is a text to agree to that this member was not asked about as it stands now."""
        return self.agreements_answered != edition()

    @property
    def avatar_colour(self) -> int:
        return (self.avatar or drawing_for(self.username)).colour

    @property
    def initial(self) -> str:
        return self.username[:1].upper()

    @cached_property
    def names_blocked(self) -> frozenset[int]:
        """Keys of those whose own name this member blocked. Free for whoever blocks nobody."""
        if not self.blocks_people:
            return frozenset()
        return frozenset(self.blocks.by_name().values_list("blocked", flat=True))

    @property
    def gets_no_mails(self) -> bool:
        """What can be switched off does not go to the address in use: it came back or was marked as spam."""
        return self.mail_stopped_for != "" and self.mail_stopped_for == self.email

    def is_silenced_at(self, now: datetime) -> bool:
        return self.silenced_until is not None and self.silenced_until > now

    def is_suspended_at(self, now: datetime) -> bool:
        return self.suspended_until is not None and self.suspended_until > now

    @property
    def is_silenced(self) -> bool:
        return self.silenced_until is not None and self.is_silenced_at(timezone.now())

    @property
    def is_suspended(self) -> bool:
        return self.suspended_until is not None and self.is_suspended_at(timezone.now())

    @property
    def silence_ends(self) -> datetime | None:
        """None: no end is set."""
        return None if self.silenced_until == NO_END else self.silenced_until

    @property
    def suspension_ends(self) -> datetime | None:
        """None: no end is set."""
        return None if self.suspended_until == NO_END else self.suspended_until

    @property
    def silence_in_words(self) -> str:
        """For where a form would stand; empty for those who may write."""
        if not self.is_silenced:
            return ""
        if self.silence_ends is None:
            return _("You can read here. Writing is paused for you, with no end date.")
        return _("You can read here. Writing is paused for you until %(when)s.") % {
            "when": self._told(self.silence_ends)
        }

    @property
    def suspension_in_words(self) -> str:
        """For the page that says why one cannot sign in."""
        if self.suspension_ends is None:
            return _("Your account is paused, with no end date.")
        return _("Your account is paused until %(when)s.") % {"when": self._told(self.suspension_ends)}

    def _told(self, moment: datetime) -> str:
        """In the member's own time zone, also where no page has set it."""
        return date_format(localtime(moment, self.zone), "j F Y, H:i")


class Block(models.Model):
    """One member no longer wants to hear from another. `by_name`: the account's own name was blocked. Otherwise it was
    another name, which the app that gave it knows; then nothing that the blocker sees may lead to the account."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by_name = models.BooleanField()
    created_at = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["blocker", "blocked"], condition=Q(by_name=True), name="one_block_per_own_name"
            ),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"Block {self.pk}"


class Sanction(models.Model):
    """What the team has put on an account, and until when. Why is told in the team's statement."""

    class Kind(models.IntegerChoices):
        WARNING = 100, gettext_lazy("Warning")
        SILENCE = 500, gettext_lazy("Writing paused")
        SUSPENSION = 900, gettext_lazy("Account paused")

    member = models.ForeignKey(User, models.PROTECT, related_name="sanctions")
    kind = models.PositiveSmallIntegerField(choices=Kind)
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # None: no end; a warning has none and restricts nothing
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[100, 500, 900]), name="sanction_kind_exists"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("starts_at")), name="sanction_ends_after_its_start"
            ),
            models.CheckConstraint(condition=~Q(kind=100) | Q(until__isnull=True), name="sanction_warning_has_no_end"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("starts_at")),
                name="sanction_lifted_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"Sanction {self.pk}"

    def is_in_force_at(self, now: datetime) -> bool:
        """As `in_force`."""
        restricts = self.kind > Sanction.Kind.WARNING and self.lifted_at is None
        return restricts and self.starts_at <= now and (self.until is None or self.until > now)
