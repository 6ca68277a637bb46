"""Who a member is."""

from __future__ import annotations

import zlib
import zoneinfo
from functools import lru_cache

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.db.models.lookups import Exact
from django.urls import reverse

from community.accounts.content_notes import ALL_NOTES
from community.accounts.querysets import MemberManager
from community.core.display import TEXT_SIZES, THEMES, Display

AVATAR_COLOURS = 8


@lru_cache(maxsize=4096)
def address_of(username: str) -> str:
    """Remembered: a page of posts asks twenty times."""
    return reverse("accounts:member", args=[username])


class User(AbstractUser):
    """A member under a pseudonym. The e-mail address is for signing in and mails, and is never shown to members."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    time_zone = models.CharField(max_length=64, default="UTC")
    theme = models.CharField(max_length=10, blank=True, default="")  # empty: what the cookie says
    text_size = models.PositiveSmallIntegerField(null=True, blank=True)
    guidelines_accepted_at = models.DateTimeField(null=True, blank=True)
    notes_shown = models.PositiveSmallIntegerField(default=0)  # content notes this member reads without a fold
    notes_left_out = models.PositiveSmallIntegerField(default=0)  # and those that are to stay away altogether
    accepted_posts = models.PositiveIntegerField(default=0)  # published and not hidden by the team; forum counts
    takes_messages = models.BooleanField(default=True)  # False: nobody may begin a private conversation
    is_moderator = models.BooleanField(default=False)
    is_editor = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    objects = MemberManager()  # type: ignore[misc]

    class Meta:
        # Upper, because that is what iexact asks for: the index is then the one that sign-in uses.
        constraints = [
            models.CheckConstraint(condition=~Q(time_zone=""), name="user_has_a_time_zone"),
            models.UniqueConstraint(Upper("username"), name="one_member_per_name"),
            models.UniqueConstraint(Upper("email"), condition=~Q(email=""), name="one_member_per_email"),
            models.CheckConstraint(condition=Q(theme__in=["", *THEMES]), name="user_theme_exists"),
            models.CheckConstraint(
                condition=Q(text_size__isnull=True) | Q(text_size__in=TEXT_SIZES), name="user_text_size_exists"
            ),
            models.CheckConstraint(
                condition=Q(notes_shown__lte=ALL_NOTES, notes_left_out__lte=ALL_NOTES), name="user_content_notes_exist"
            ),
            models.CheckConstraint(
                condition=Exact(F("notes_shown").bitand(F("notes_left_out")), 0),  # type: ignore[arg-type]
                name="user_shows_or_leaves_out",
            ),
        ]

    def get_full_name(self) -> str:
        return self.username

    def get_absolute_url(self) -> str:
        return address_of(self.username)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def display(self) -> Display | None:
        """The account's own choice, or None to follow the browser's cookie."""
        return Display(self.theme, self.text_size) if self.theme and self.text_size else None

    @property
    def avatar_colour(self) -> int:
        return zlib.crc32(self.username.encode()) % AVATAR_COLOURS

    @property
    def initial(self) -> str:
        return self.username[:1].upper()
