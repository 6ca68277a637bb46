"""The worker that keeps copies in the browser, and the page that lists them."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from community.core.copies import FEATURE, FILES, keepable
from community.core.decorators import works_without_database
from community.core.features import is_off
from community.resources.helplines import countries
from community.resources.translated_words import words_in

SOURCES = Path(settings.BASE_DIR) / "static" / "js" / "copies"
SHORT = 600  # seconds until a browser asks whether there is a newer worker


@require_safe
@works_without_database
def worker(request: HttpRequest) -> HttpResponse:
    """At the root, since a worker may only look after what lies below its own address."""
    script = source_of("gone.js") if is_off(FEATURE) else keeping_script()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, max_age=0 if is_off(FEATURE) else SHORT)
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
@works_without_database
@keepable
def on_this_device(request: HttpRequest) -> HttpResponse:
    """The same for everybody: what is kept only the browser knows."""
    if is_off(FEATURE):
        raise Http404
    return render(request, "pages/on_this_device.html")


def keeping_script() -> str:
    facts = {"version": version(), "static": settings.STATIC_URL, "files": FILES}
    return f"const SITE = {json.dumps(facts)};\n{source_of('worker.js')}"


def version() -> str:
    """Another one with each change of what copies are made of, so that browsers fetch them all anew."""
    names = [repr(words_in(language).names) for language, _name in settings.LANGUAGES]
    parts = [*map(static, FILES), repr(countries()), *names, settings.SITE_NAME]
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


@cache
def source_of(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")
