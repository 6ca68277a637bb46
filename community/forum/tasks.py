"""What the clock does to posts and pictures."""

import logging
from itertools import takewhile

from celery import shared_task
from django.utils import timezone

from community.core.turns import Turn
from community.forum.actions.announcing import announce_post
from community.forum.actions.pictures import forget_pictures as forget_old_pictures
from community.forum.actions.rendering import render_old_posts as render_some_old_posts
from community.forum.actions.writing import publish_due
from community.forum.models import Post

BATCH = 100
logger = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def announce_posts() -> int:
    """Oldest first; how many were told of. What is left over, the next tick finds."""
    posts = Post.objects.to_announce().select_related("author", "alias", "thread__board__group", "in_reply_to")
    told, turn = 0, Turn()
    for post in takewhile(lambda _post: turn.goes_on(), posts.order_by("published_at")[:BATCH]):
        try:
            told += announce_post(post, now=timezone.now())
        except Exception as problem:  # one post that cannot be told of must not silence the others
            logger.error("Post %s was not told of: %s", post.pk, type(problem).__name__)
    return told


@shared_task(ignore_result=True)
def publish_held_posts() -> int:
    now = timezone.now()
    due = Post.objects.due_to_appear(now).select_related("thread", "author").order_by("held_until")
    return sum(publish_due(post, now=now) for post in due[:BATCH])


@shared_task(ignore_result=True)
def forget_pictures() -> int:
    """Those that were sent a day ago and never posted; how many were erased."""
    return forget_old_pictures(now=timezone.now())


@shared_task(ignore_result=True)
def render_old_posts() -> int:
    """How many were made anew; none, and next to no work, unless the renderer has changed."""
    return render_some_old_posts()
