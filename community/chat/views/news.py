"""What happened in a room since an event, for a browser without a socket."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.chat.news import news_after
from community.chat.views.parts import number_in, visible_room


@require_safe
@never_cache
def events(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of news, and how far the room has come."""
    found = visible_room(request, slug)
    after = number_in(request, "after") or 0
    return JsonResponse({"events": news_after(found.pk, after=after), "last_seq": found.last_seq})
