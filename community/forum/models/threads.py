"""Threads, what the team did to them, and how far each member has read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.content_notes import ALL_NOTES, labels_of
from community.accounts.models import User
from community.forum.models.aliases import Alias
from community.forum.models.boards import Board
from community.forum.models.levels import Level
from community.forum.querysets import ThreadQuerySet

LONGEST_TITLE = 150


class Thread(models.Model):
    """A title and its numbered posts. `post_count` is also the last post's number: hidden posts keep their place.
    Without a number yet (the opening post is held) or after a merge it has none, and only its author can see it."""

    board = models.ForeignKey(
        Board, models.PROTECT, related_name="threads", db_index=False
    )  # see threads_of_board_latest
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    alias = models.ForeignKey(Alias, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(gettext_lazy("title"), max_length=LONGEST_TITLE)
    created_at = models.DateTimeField()
    last_post_at = models.DateTimeField()
    post_count = models.PositiveIntegerField(default=0)
    content_notes = models.PositiveSmallIntegerField(default=0)  # for the whole thread
    team_notes = models.PositiveSmallIntegerField(default=0)  # those among them that the team set
    slow_seconds = models.PositiveIntegerField(default=0)  # between two posts of one member; 0: no slow mode
    locked_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)
    pinned_until = models.DateTimeField(null=True, blank=True)  # null: until somebody unpins it
    hidden_at = models.DateTimeField(null=True, blank=True)  # the opening post was hidden, and with it the title
    removed_at = models.DateTimeField(null=True, blank=True)  # its author took the opening post back
    helpful_post = models.ForeignKey("forum.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="thread_has_a_title"),
            models.CheckConstraint(
                condition=Q(content_notes__lte=ALL_NOTES, team_notes__lte=F("content_notes")), name="thread_notes_exist"
            ),
            models.CheckConstraint(
                condition=Q(pinned_until=None) | Q(pinned_at__isnull=False), name="only_pinned_threads_are_unpinned"
            ),
            models.CheckConstraint(condition=Q(merged_into=None) | Q(post_count=0), name="merged_threads_are_empty"),
        ]
        indexes = [
            models.Index(fields=["board", "-last_post_at", "-id"], name="threads_of_board_latest"),
            models.Index(fields=["board", "-created_at", "-id"], name="threads_of_board_newest"),
            models.Index(fields=["-last_post_at", "-id"], name="threads_latest"),  # Today looks over many boards
            models.Index(fields=["board"], condition=Q(pinned_at__isnull=False), name="threads_pinned"),
            models.Index(fields=["board", "last_post_at"], condition=Q(post_count=1), name="threads_unanswered"),
        ]

    def __str__(self) -> str:
        """The title as everyone may read it; `title` itself is for moderators once the opening post is gone."""
        if self.hidden_at:
            return _("Hidden by the team")
        return _("Removed by its author") if self.removed_at else self.title

    def get_absolute_url(self) -> str:
        return reverse("forum:thread", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(str(self))[:60].strip("-") or "thread"

    @property
    def reply_count(self) -> int:
        return max(self.post_count - 1, 0)

    @property
    def byline(self) -> Alias | User:
        """Who started it, as others may know it: never `author`, who may have chosen another name."""
        return self.alias or self.author

    @property
    def note_labels(self) -> list[object]:
        return list(labels_of(self.content_notes))


class ThreadEvent(models.Model):
    """What the team did, shown in the thread behind the post it came after. `actor` is for the log only."""

    class Kind(models.TextChoices):
        LOCKED = "locked", gettext_lazy("The team locked this thread.")
        UNLOCKED = "unlocked", gettext_lazy("The team opened this thread again.")
        PINNED = "pinned", gettext_lazy("The team pinned this thread.")
        UNPINNED = "unpinned", gettext_lazy("This thread is no longer pinned.")
        MOVED = "moved", gettext_lazy("The team moved this thread here.")
        SPLIT_OFF = "split_off", gettext_lazy("The team moved some posts to a thread of their own.")
        SPLIT_FROM = "split_from", gettext_lazy("The team made this thread from posts of another one.")
        MERGED = "merged", gettext_lazy("The team put another thread and this one together.")
        SLOWED = "slowed", gettext_lazy("The team asked for a slower pace in this thread.")
        UNSLOWED = "unslowed", gettext_lazy("This thread goes at its usual pace again.")
        RETITLED = "retitled", gettext_lazy("The team changed the title.")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    after_number = models.PositiveIntegerField()
    other_thread = models.ForeignKey(Thread, models.SET_NULL, null=True, blank=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ThreadRead(models.Model):
    """The last post a member has read in a thread (actions only ever move it forwards), and how much the member
    wants to hear of it, if that was ever said."""

    class Reason(models.TextChoices):
        CHOSEN = "chosen", gettext_lazy("you chose so")
        STARTED = "started", gettext_lazy("you started it")
        WROTE = "wrote", gettext_lazy("you wrote here")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="reads")
    number = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    level_reason = models.CharField(max_length=10, choices=Reason, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "thread"], name="one_read_mark_per_thread"),
            models.CheckConstraint(
                condition=Q(level=None, level_reason="")
                | Q(level__in=Level.values, level_reason__in=["chosen", "started", "wrote"]),
                name="thread_level_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.thread} #{self.number}"
