"""What members do with a post besides answering: a kind sign for its author, a bookmark for themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.forum.models.posts import Post
from community.forum.querysets import BookmarkQuerySet

REACTIONS = {1: _("A hug"), 2: _("Me too"), 4: _("Thank you"), 8: _("Thinking of you")}  # bits of Reaction.kinds


class Reaction(models.Model):
    """All signs of one member to one post, as bits. Only the author is told; nobody sees totals."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reactions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kinds = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    withheld = models.BooleanField(default=False)  # the author had blocked its sender: not shown then nor later

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "member"], name="one_reaction_per_post"),
            models.CheckConstraint(condition=Q(kinds__gte=1, kinds__lte=sum(REACTIONS)), name="reaction_kinds_exist"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} to {self.post_id}"


class Bookmark(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="bookmarks")
    note = models.CharField(max_length=300, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="one_bookmark_per_post")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.post_id}"
