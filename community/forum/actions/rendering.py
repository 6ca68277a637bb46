"""Posts that an older renderer made are made anew, a few at a time."""

import logging

from django.db.models import Q

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
    return sum(render_once_more(post) for post in posts)


def render_quotes_of(post: Post) -> None:
    """It has gone out of sight, or is back: so are its words in the posts that quote it. In its thread, and wherever
    somebody answered it."""
    near = Post.objects.filter(Q(thread=post.thread_id) | Q(in_reply_to=post.pk))
    quoting = near.filter(body__contains=f"]({post.get_absolute_url()})").exclude(pk=post.pk)
    for other in quoting.select_related("thread__board__group"):
        render_once_more(other)


def rendered_post(post: Post) -> str:
    names = names_in(post.body, group=post.thread.board.group)
    return html_of(post.body, post.answers, names=names, marks=post.taken_back)


def render_once_more(post: Post) -> bool:
    """False when somebody edited it meanwhile: an edit is rendered as it is saved."""
    try:
        medicine = judge(post.body).names_medicine
        rendered = rendered_post(post)
    except Exception as problem:  # one text must not keep the others as they are
        logger.error("Post %s was not rendered: %s", post.pk, type(problem).__name__)
        return False
    same = Post.objects.filter(pk=post.pk, renderer=post.renderer, body=post.body, edit_count=post.edit_count)
    return bool(same.update(body_html=rendered, renderer=RENDERER, names_medicine=medicine))
