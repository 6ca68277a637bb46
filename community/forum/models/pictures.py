"""Pictures in posts: cleaned when they came in, served only to those who may see the post."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from community.forum.models.boards import Board
from community.forum.models.posts import Post
from community.forum.querysets import PictureQuerySet


class Picture(models.Model):
    """Without a post yet it is its owner's alone, and erased after a day. The row of one that was left out stays until
    then: it counts to how many a member may send in a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="pictures")
    file = models.FileField(upload_to="pictures/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    left_out_at = models.DateTimeField(null=True, blank=True)  # never posted, and its file is erased or soon will be
    hidden_at = models.DateTimeField(null=True, blank=True)  # by the team; its post stays

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(post=None) | ~Q(alt=""), name="posted_picture_is_described"),
            models.CheckConstraint(condition=Q(post=None) | Q(left_out_at=None), name="posted_picture_is_not_left_out"),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(post=None), name="pictures_without_a_post")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("forum:picture", args=[self.pk])
