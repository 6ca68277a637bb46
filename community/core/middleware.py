"""What a request must be before anything reads it, and how what is not there is told."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from community.core.features import closed_apps
from community.core.views import not_found


class WithoutNul:
    """No address and no cookie of ours holds a NUL, and no database takes one in a text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        if "\0" in request.path:
            return HttpResponse("There is no such page.", status=404, content_type="text/plain")
        return self.get_response(request)


class WithoutSwitchedOff:
    """The pages of what an operator has closed are not there for anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        place = request.resolver_match
        return not_found(request) if place is not None and place.app_name in closed_apps() else None


class Shell:
    """Pages, pictures and static files alike are for nobody's site but ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in settings.SHELL_HEADERS.items():
            response.setdefault(name, value)
        return response


class OwnNotFound:
    """While DEBUG is on: what is not there is told as on a real site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return not_found(request) if isinstance(problem, Http404) else None
