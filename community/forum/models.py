"""Boards of a support group, their threads and posts, and how far each member has read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.core.models import Contribution
from community.forum.querysets import BoardQuerySet, PostQuerySet, ThreadQuerySet
from community.groups.models import SupportGroup

LONGEST_BODY = 20_000  # characters


class Board(models.Model):
    group = models.ForeignKey(SupportGroup, models.CASCADE, related_name="boards")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="board_has_a_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:board", args=[self.slug])


class Thread(models.Model):
    """A title and its numbered posts. `post_count` is also the last post's number: hidden posts keep their place."""

    board = models.ForeignKey(
        Board, models.PROTECT, related_name="threads", db_index=False
    )  # see threads_of_board_latest
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(gettext_lazy("title"), max_length=150)
    created_at = models.DateTimeField()
    last_post_at = models.DateTimeField()
    post_count = models.PositiveIntegerField(default=0)
    locked_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)  # the opening post was hidden, and with it the title

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="thread_has_a_title")]
        indexes = [
            models.Index(fields=["board", "-last_post_at", "-id"], name="threads_of_board_latest"),
            models.Index(fields=["-last_post_at", "-id"], name="threads_latest"),  # Today looks over many boards
        ]

    def __str__(self) -> str:
        """The title as everyone may read it; `title` itself is for moderators once the opening post is hidden."""
        return _("Hidden by the team") if self.hidden_at else self.title

    def get_absolute_url(self) -> str:
        return reverse("forum:thread", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(str(self))[:60].strip("-") or "thread"

    @property
    def reply_count(self) -> int:
        return max(self.post_count - 1, 0)


class Post(Contribution):
    """Post 1 opens the thread; every later number is a reply. A hidden post keeps its number and its place."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts", db_index=False)  # see one_post_per_number
    number = models.PositiveIntegerField()
    hidden_reason = models.TextField(blank=True)  # in the moderator's words

    objects = PostQuerySet.as_manager()

    class Meta(Contribution.Meta):
        constraints = [
            *Contribution.Meta.constraints,
            models.UniqueConstraint(fields=["thread", "number"], name="one_post_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="post_numbers_from_1"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(F("body")), LONGEST_BODY), name="post_is_not_too_long"
            ),
            models.CheckConstraint(
                condition=Q(hidden_reason="") | Q(hidden_at__isnull=False), name="only_hidden_posts_have_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "author"], name="who_wrote_in_a_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.thread} #{self.number}"

    def get_absolute_url(self) -> str:
        """The post's own address: it stays right when the page that shows the post changes."""
        return reverse("forum:post", args=[self.pk])


class ThreadRead(models.Model):
    """The last post a member has read in a thread; actions only ever move it forwards."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="reads")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "thread"], name="one_read_mark_per_thread"),
            models.CheckConstraint(condition=Q(number__gte=1), name="read_marks_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.thread} #{self.number}"
