"""Posts, and what they said before they were edited."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone

from community.accounts.content_notes import ALL_NOTES, labels_of
from community.accounts.models import User
from community.carers.models import Arrangement
from community.core.models import Contribution
from community.core.wall_clock import ONE_MINUTE
from community.forum.models.aliases import Alias
from community.forum.models.threads import Thread
from community.forum.querysets import PostQuerySet, RevisionQuerySet

LONGEST_BODY = 20_000  # characters


class Post(Contribution):
    """Post 1 opens the thread; every later number is a reply. The number is given when others can read the post:
    one that is held has none yet. A hidden or removed post keeps its number and its place."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts", db_index=False)  # see one_post_per_number
    number = models.PositiveIntegerField(null=True, blank=True)
    alias = models.ForeignKey(Alias, models.PROTECT, null=True, blank=True, related_name="+")
    # Written by a helper of the author, under this arrangement: who that was, and whether others read the name.
    help = models.ForeignKey(Arrangement, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    in_reply_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    submit_id = models.UUIDField(null=True, blank=True, editable=False)  # of form and words: sent twice it is one post
    answers = models.JSONField(null=True, blank=True)  # to the board's form: [[label, answer], …]
    content_notes = models.PositiveSmallIntegerField(default=0)
    names_medicine = models.BooleanField(default=False, editable=False)  # a rule about words found one, or an amount
    team_notes = models.PositiveSmallIntegerField(default=0)  # those among them that the team set
    renderer = models.PositiveSmallIntegerField(default=1, editable=False)  # version that made body_html
    picture_count = models.PositiveSmallIntegerField(default=0, editable=False)  # zero: nobody need ask for them
    published_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)  # then it appears by itself, unless the team looks sooner
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)  # who wanted to hear of it was told
    edited_at = models.DateTimeField(null=True, blank=True)
    edit_count = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)  # by its author
    # Since then quotes of it elsewhere are to follow: it was taken back, or came back. Empty: they have.
    quotes_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_reason = models.TextField(blank=True)  # in the moderator's words
    notice = models.CharField(max_length=300, blank=True)  # the team's word on it, for everybody
    masks = models.JSONField(null=True, blank=True, editable=False)  # see actions/masking.py; None: nothing is blanked
    notice_link = models.CharField(max_length=200, blank=True)  # where on this site it says more

    objects = PostQuerySet.as_manager()

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(fields=["thread", "number"], name="one_post_per_number"),
            models.UniqueConstraint(fields=["author", "submit_id"], name="one_post_per_submit"),
            models.CheckConstraint(condition=Q(number__gte=1), name="post_numbers_from_1"),
            models.CheckConstraint(
                condition=Q(number=None, published_at=None, held_until__isnull=False)
                | Q(number__isnull=False, published_at__isnull=False),
                name="post_is_published_or_held",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(F("body")), LONGEST_BODY), name="post_is_not_too_long"
            ),
            models.CheckConstraint(
                condition=Q(hidden_reason="") | Q(hidden_at__isnull=False), name="only_hidden_posts_have_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(notice_link="") | Q(notice_link__startswith="/"), name="post_notice_links_here"
            ),
            models.CheckConstraint(
                condition=Q(content_notes__lte=ALL_NOTES, team_notes__lte=F("content_notes")), name="post_notes_exist"
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "author"], name="who_wrote_in_a_thread"),
            models.Index(fields=["author", "-published_at"], name="posts_of_a_member"),
            models.Index(fields=["renderer", "id"], name="posts_by_renderer"),
            models.Index(fields=["held_until"], condition=Q(published_at=None), name="posts_held"),
            models.Index(
                fields=["published_at"],
                condition=Q(announced_at=None, published_at__isnull=False),
                name="posts_to_announce",
            ),
            models.Index(fields=["published_at"], condition=Q(published_at__isnull=False), name="posts_newest"),
            models.Index(
                fields=["quotes_due_at"], condition=Q(quotes_due_at__isnull=False), name="posts_whose_quotes_follow"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread} #{self.number}"

    def get_absolute_url(self) -> str:
        """The post's own address: it stays right when the page that shows the post changes."""
        return reverse("forum:post", args=[self.pk])

    @property
    def byline(self) -> Alias | User:
        """Who wrote it, as others may know it: never `author`, who may have chosen another name."""
        return self.alias or self.author

    @property
    def opens_thread(self) -> bool:
        """Its thread's title is part of it; without a number it waits to be the first."""
        return self.number == 1 or self.thread.post_count == 0

    @property
    def is_shown(self) -> bool:
        return self.hidden_at is None and self.removed_at is None

    @property
    def waits_on(self) -> bool:
        """Past its time, and not for want of a worker: its author could not write it now (`due_to_appear`)."""
        return self.held_until is not None and self.held_until + ONE_MINUTE < timezone.now()

    @property
    def note_labels(self) -> list[object]:
        return list(labels_of(self.content_notes))

    @property
    def team_note_labels(self) -> list[object]:
        return list(labels_of(self.team_notes))


class Revision(models.Model):
    """One state of a post: number 0 is the first. Written with the first edit, so most posts have none."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=150, blank=True)  # of the opening post only
    body = models.TextField()
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)  # a leaked telephone number, say; the post stays

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="one_revision_per_number"),
            models.CheckConstraint(condition=~Q(body=""), name="revision_body_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} v{self.number}"

    @property
    def is_past(self) -> bool:
        """There is a later one: the post no longer says this."""
        return Revision.objects.filter(post=self.post_id, number__gt=self.number).exists()
