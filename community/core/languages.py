"""The language that somebody without an account chose."""

from django.conf import settings
from django.http import HttpResponse

from community.core.cookies import guarded


def remember_language(response: HttpResponse, language: str) -> None:
    """Where LocaleMiddleware looks before it asks what the browser likes."""
    name, seconds = settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_COOKIE_AGE
    response.set_cookie(name, language, max_age=seconds, **guarded())
