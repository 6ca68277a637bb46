"""Atom feeds of what anyone may read anyway: new threads of public groups."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from community.forum.models import Board, Post
from community.forum.querysets import PostQuerySet
from community.groups.models import SupportGroup

NEWEST = 20
VISITOR = AnonymousUser()  # a feed reader is nobody: for members, too, only what anyone may see


@require_safe
def group_feed(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(SupportGroup.objects.visible_to(VISITOR), slug=slug)
    posts = Post.objects.visible_to(VISITOR).filter(thread__board__group=found)
    return feed(posts, title=found.name, description=found.description, path=found.get_absolute_url())


@require_safe
def board_feed(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(VISITOR), slug=slug)
    posts = Post.objects.visible_to(VISITOR).filter(thread__board=found)
    return feed(posts, title=found.name, description=found.description, path=found.get_absolute_url())


def feed(posts: PostQuerySet, *, title: str, description: str, path: str) -> HttpResponse:
    """The newest opening posts, whole; those with a content note stay behind the fold of their page."""
    atom = Atom1Feed(title=title, link=f"{settings.BASE_URL}{path}", description=description, language="en")
    opening = posts.shown().filter(number=1, content_notes=0, thread__content_notes=0)
    for post in opening.select_related("author", "alias", "thread").order_by("-published_at", "-pk")[:NEWEST]:
        address = f"{settings.BASE_URL}{post.thread.get_absolute_url()}"
        atom.add_item(
            title=str(post.thread),
            link=address,
            description=post.body_html,
            author_name=str(post.byline),
            pubdate=post.published_at,
            updateddate=post.edited_at or post.published_at,
            unique_id=f"{settings.BASE_URL}{post.get_absolute_url()}",
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
