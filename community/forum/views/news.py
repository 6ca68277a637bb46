"""What came into a thread while somebody was reading it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.forum.sight import mark_of
from community.forum.views.threads import address_of, thread_for

MOST_SHOWN = 200  # posts on one page; what came while it stood open is put behind the others


@require_safe
@member_required
def news(request: MemberRequest, pk: int) -> HttpResponse:
    """How many posts of others came after `?after=`, in words, and where the first of them stands."""
    found = thread_for(request, pk)
    after = number_in(request.GET.get("after", ""))
    later = found.posts.filter(number__gt=after).shown().wanted_by(request.user).exclude(author=request.user)
    first = later.order_by("number").first()
    if first is None:
        return JsonResponse({"count": 0})
    first.thread, count = found, later.count()
    words = ngettext("%(count)d new reply", "%(count)d new replies", count) % {"count": count}
    return JsonResponse({"count": count, "words": words, "address": address_of(first)})


def number_in(text: str) -> int:
    """What is no number is as good as none: everything is new then."""
    return min(int(text), 2**31) if text.isascii() and text.isdecimal() else 0


@never_cache
@require_safe
def sight(request: HttpRequest, pk: int) -> HttpResponse:
    """The mark of the posts that stand on somebody's open page (`?posts=7-8-9`); it came with one, too."""
    found = thread_for(request, pk)
    keys = [number_in(key) for key in request.GET.get("posts", "").split("-")[:MOST_SHOWN]]
    posts = found.posts.visible_to(request.user).filter(pk__in=keys)
    return JsonResponse({"mark": mark_of(found, posts.only("thread", "hidden_at", "removed_at", "taken_back"))})
