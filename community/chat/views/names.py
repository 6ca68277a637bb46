"""Names to offer while somebody types @ in a room: only of members who can read it."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.chat.permissions import can_listen
from community.chat.views.parts import visible_room
from community.groups.mentions import names_beginning


@require_safe
@never_cache
def names(request: HttpRequest, slug: str) -> JsonResponse:
    """None for those who do not write there: visitors see no member at all."""
    room, asker = visible_room(request, slug), request.user
    if not asker.is_authenticated or not can_listen(asker, room):
        return JsonResponse([], safe=False)
    return JsonResponse(names_beginning(request.GET.get("q", ""), group=room.group, asker=asker), safe=False)
