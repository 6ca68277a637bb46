"""Copies of public pages that readers keep on their device (pages/README.md says why each rule is there)."""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.cache import patch_vary_headers

from community.core.display import Display, read_display
from community.core.features import is_off

HEADER = "X-Copy"  # sent by static/js/copies/worker.js: the theme and text size of the reader, such as "dim-150"
FEATURE = "copies"
FILES = (  # what a copy needs to look and work as the page did
    *("css/main.css", "img/mark.svg", "js/main.js", "js/chat/markup.js", "js/chat/voice.js", "js/copies/device.js"),
    *(
        f"js/behaviors/{name}.js"
        for name in "guard-double-submit keep-page kept-here kept-list listen meaning place print-page".split()
    ),
)
View = Callable[..., HttpResponse]


class Copy(NamedTuple):
    """A page that is about to be kept: what templates leave out, and how it looks."""

    display: Display

    @property
    def modules(self) -> list[str]:
        return [name for name in FILES if name.endswith(".js")]


def copy_of(request: HttpRequest) -> Copy | None:
    """Set by `keepable` alone: no header makes a copy of any other page."""
    found: Copy | None = vars(request).get("copy")
    return found


def keepable(view: View) -> View:
    """A public page that may be kept. Its copy is made for nobody: whoever sends a cookie gets none."""

    @wraps(view)
    def page_or_copy(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = answer(request, *args, **kwargs)
        patch_vary_headers(response, [HEADER])
        return response

    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if HEADER not in request.headers:
            return view(request, *args, **kwargs)
        if request.COOKIES or is_off(FEATURE):
            return HttpResponseBadRequest("A copy is made without cookies.", content_type="text/plain")
        return copied(request, view(as_copy(request), *args, **kwargs))

    return page_or_copy


def as_copy(request: HttpRequest) -> HttpRequest:
    theme, _separator, text_size = request.headers[HEADER].partition("-")
    vars(request)["copy"] = Copy(read_display(theme, text_size))
    return request


def copied(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Marked, so that the worker keeps nothing else by mistake; it says how it looks, to be made anew alike."""
    display = vars(request)["copy"].display
    response[HEADER] = f"{display.theme}-{display.text_size}"
    response["Cache-Control"] = "no-cache"
    return response
