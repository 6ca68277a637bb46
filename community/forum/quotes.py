"""Words that stand in a post as a quote of another, which its author took back or the team hid."""

import re

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from community.core.text import without_quotes
from community.core.text.traces import Marks, Trace, spans_in, without_marked
from community.forum.models import Post

MOST_TWINS = 50  # posts of one member in one thread
QUOTED = re.compile(r"\]\(/posts/(\d{1,18})/\)")


def readable(body: str, marks: Marks | None = None) -> str:
    """The Markdown without quotes of what is out of sight. No query for what quotes nothing. The page is one for all
    readers, so these words are in the language of the site. `marks`: quotes of what was taken back that were found by
    their words (`Post.taken_back`)."""
    body = without_marked(body, marks)
    keys = {int(pk) for pk in QUOTED.findall(body)}
    gone = [post for post in Post.objects.filter(pk__in=keys) if not post.is_shown] if keys else []
    if not gone:
        return body
    with override(settings.LANGUAGE_CODE):
        return without_quotes(body, {post.get_absolute_url(): _instead_of(post) for post in gone})


def _instead_of(post: Post) -> str:
    if post.removed_at is not None:
        return _("These words were taken back by their author.")
    return _("These words are out of sight for now.")


def trace_of(post: Post) -> Trace:
    """Its own words. What its author said in the same thread once more, and left there, is still theirs to quote."""
    texts = [post.body, post.thread.title] if post.opens_thread else [post.body]
    elsewhere = Post.objects.shown().filter(thread=post.thread_id, author=post.author_id).exclude(pk=post.pk)
    twice = spans_in(elsewhere.order_by("-pk").values_list("body", flat=True)[:MOST_TWINS])
    spans = spans_in(texts) - twice
    return Trace(post.pk, post.get_absolute_url(), spans, gone=post.removed_at is not None)
