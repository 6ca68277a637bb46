"""Words of a post as the beginning of an answer to it, with a link back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.core.text import quote_of
from community.forum.models import Post, Thread
from community.words.masking import masked


@never_cache
@require_POST
def quote(request: HttpRequest, pk: int) -> HttpResponse:
    """Markdown for the reply box. What people read and mark stands in no address."""
    posts = Post.objects.visible_to(request.user).shown().select_related("author", "alias")
    text = quote_from(get_object_or_404(posts, pk=pk), selection=request.POST.get("selection", ""))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def quote_from(post: Post, *, selection: str = "") -> str:
    return quote_of(masked(post.body), name=str(post.byline), address=post.get_absolute_url(), selection=selection)


def quoted_in(request: HttpRequest, thread: Thread) -> dict[str, object]:
    """What the reply box begins with when the address asks for a quote; 404 for what is not to be read here."""
    if "quote" not in request.GET:
        return {}
    post = answered_in(request, thread, request.GET["quote"])
    return {"body": quote_from(post), "in_reply_to": post.pk}


def answered_in(request: HttpRequest, thread: Thread, pk: object) -> Post:
    """A post of this thread that this person can read, by the number that a request brought."""
    number = int(str(pk)) if str(pk).isdecimal() and len(str(pk)) < 19 else 0
    posts = Post.objects.visible_to(request.user).shown().select_related("author", "alias")
    return get_object_or_404(posts, pk=number, thread=thread)


def answered_by(request: HttpRequest, thread: Thread) -> Post | None:
    """The post that a reply says it answers."""
    pk = request.POST.get("in_reply_to", "")
    return answered_in(request, thread, pk) if pk else None
