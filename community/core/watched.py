"""Notes every page that was refused, by who asked for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from community.core.limits.networks import mark_of_request
from community.core.logs import asked_by, shortened
from community.core.security_log import Event, note_event

EVENTS = {
    **dict.fromkeys((400, 405, 413, 415, 422), Event.NOT_TAKEN),
    403: Event.REFUSED,
    404: Event.NOT_THERE,
    429: Event.TOO_OFTEN,
}
SHORT = 10  # signs of a mark: enough to see what belongs together


class Watched:
    """Behind `Numbered`, around everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = asked_by.set(request)
        try:
            response = self.get_response(request)
            if (event := EVENTS.get(response.status_code)) is not None:
                note_event(event, status=response.status_code, **about(request))
            return response
        finally:
            asked_by.reset(token)


def about(request: HttpRequest) -> dict[str, str]:
    """An address that leads nowhere is all words."""
    place = request.resolver_match
    where = {"route": place.view_name, "path": shortened(request.path)} if place is not None else {"route": "none"}
    return {"method": request.method or "", **where, "network": mark_of_request(request)[:SHORT]}
