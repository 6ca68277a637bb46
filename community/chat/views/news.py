"""What happened in a room since an event: for a browser without a socket, and for a gap that is to be filled."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.chat.news import is_far_behind, news_after, resync
from community.chat.views.parts import number_in, visible_room


@require_safe
@never_cache
def events(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of news, and how far the room has come. With `upto` always that page, however far behind."""
    found = visible_room(request, slug)
    after, upto = number_in(request, "after") or 0, number_in(request, "upto")
    if upto is None and is_far_behind(after=after, upto=found.last_seq):
        back = resync(found, after=after, upto=found.last_seq, first=number_in(request, "from") or after)
        return JsonResponse({"events": [], "resync": back, "last_seq": found.last_seq})
    news = news_after(found.pk, after=after, upto=found.last_seq if upto is None else upto)
    return JsonResponse({"events": news, "last_seq": found.last_seq})
