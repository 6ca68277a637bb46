"""While DEBUG is on: what is not there is told as on a real site."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from community.core.views import not_found


class OwnNotFound:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return not_found(request) if isinstance(problem, Http404) else None
