"""Everything one can do with one post, on a page of its own: the thread stays calm."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.forum.cards import cards_of
from community.forum.forms.notes import notes_forms
from community.forum.forms.team import team_parts
from community.forum.models import Post
from community.forum.own_post import own_post
from community.forum.reader import Reader
from community.forum.views.own_parts import own_parts
from community.forum.views.threads import address_of, thread_for


def post_for(request: HttpRequest, pk: int) -> Post:
    """The post with its thread as this person sees them."""
    posts = Post.objects.visible_to(request.user).select_related("author", "alias", "in_reply_to")
    if request.user.is_authenticated:
        posts = posts.with_own(request.user)
    found = get_object_or_404(posts, pk=pk)
    found.thread = thread_for(request, found.thread_id)
    return found


@require_safe
def more(request: HttpRequest, pk: int) -> HttpResponse:
    return more_page(request, post_for(request, pk))


def more_page(request: HttpRequest, found: Post, *, status: int = 200, **forms: object) -> HttpResponse:
    """With the form that came back, if one did."""
    reader = Reader.of(request.user, found.thread)
    context = (
        {
            "post": found,
            "cards": cards_of([found], thread=found.thread, reader=reader),
            "thread": found.thread,
            "reader": reader,
            "back": address_of(found),
            "is_blocked": reader.blocked.covers(found),
        }
        | notes_forms(found, reader, now=timezone.now())
        | own_post(found, reader, now=timezone.now())
        | own_parts(request, found)
        | team_parts(found, reader, now=timezone.now())
        | forms
    )
    return render(request, "forum/more.html", context, status=status)
