"""What somebody gets who is too fast: how long to wait, and all that they typed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from community.core.durations import in_words
from community.core.views import bare_page, came_from_here

TOO_MANY = 429


def ask_to_wait(request: HttpRequest, *, seconds: int) -> HttpResponse:
    words = _("That was more than we can take at once. You can go on in %(when)s.") % {"when": in_words(seconds)}
    return too_many(request, words, seconds=seconds, template="too_many.html")


def ask_to_rest(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """Of somebody who has only read."""
    words = _("You have opened very many pages in a short while. You can read on in %(when)s.")
    return too_many(request, words % {"when": in_words(seconds)}, seconds=seconds, template="read_too_many.html")


def too_many(request: HttpRequest, words: str, *, seconds: int, template: str) -> HttpResponse:
    """In the form that whoever asked can read: a script of ours, a part of a page, or a person."""
    response = _answer(request, words, seconds, template)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest, words: str, seconds: int, template: str) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"errors": [words], "problem": words, "wait": seconds}, status=TOO_MANY)
    if "HX-Request" in request.headers:
        return render(request, "_too_many.html", {"words": words}, status=TOO_MANY)
    return bare_page(request, template, status=TOO_MANY, keep=came_from_here(request), words=words)
