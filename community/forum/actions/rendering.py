"""Posts that an older renderer made are made anew, a few at a time."""

import logging

from community.core.text import RENDERER
from community.forum.answers import html_of
from community.forum.models import Post
from community.groups.mentions import names_in
from community.words.known import judge

BATCH = 200
logger = logging.getLogger(__name__)


def render_old_posts(*, most: int = BATCH) -> int:
    """The oldest first; how many were made anew."""
    old = Post.objects.filter(renderer__lt=RENDERER).order_by("renderer", "pk")
    keys = list(old.values_list("pk", flat=True)[:most])  # out of an index alone: most days there are none
    posts = old.filter(pk__in=keys).select_related("thread__board__group") if keys else []
    return sum(_render_once_more(post) for post in posts)


def _render_once_more(post: Post) -> bool:
    """False when somebody edited it meanwhile: an edit is rendered as it is saved."""
    try:
        medicine = judge(post.body).names_medicine
        rendered = html_of(post.body, post.answers, names=names_in(post.body, group=post.thread.board.group))
    except Exception as problem:  # one text must not keep the others as they are
        logger.error("Post %s was not rendered: %s", post.pk, type(problem).__name__)
        return False
    same = Post.objects.filter(pk=post.pk, renderer=post.renderer, body=post.body, edit_count=post.edit_count)
    return bool(same.update(body_html=rendered, renderer=RENDERER, names_medicine=medicine))
