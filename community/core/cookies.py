"""Cookies of this browser: for this host alone, never for scripts, and over https by names that no sub-domain and no
plain connection can set. The session and the token of forms are Django's, named alike (`settings.py`)."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse


def name_of(name: str) -> str:
    return f"{settings.COOKIE_PREFIX}{name}"


def said_by(request: HttpRequest, name: str) -> str:
    """Empty where the browser has none."""
    return request.COOKIES.get(name_of(name), "")


def keep(response: HttpResponse, name: str, value: str, *, seconds: int) -> None:
    response.set_cookie(name_of(name), value, max_age=seconds, **guarded())


def keep_signed(response: HttpResponse, name: str, value: str, *, seconds: int) -> None:
    response.set_signed_cookie(name_of(name), value, salt=name, max_age=seconds, **guarded())


def signed_by_us(request: HttpRequest, name: str, *, seconds: int) -> str:
    """Empty where the browser has none, where it is not ours, and where it is too old."""
    return request.get_signed_cookie(name_of(name), default="", salt=name, max_age=seconds) or ""


def forget(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name_of(name), samesite="Lax")


def guarded() -> dict[str, Any]:
    return {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}


class SentenceCookie(CookieStorage):
    """What an act is answered with, until the next page has shown it."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]  # Django has one name for all lines
        return name_of("messages")


class Sentences(FallbackStorage):
    storage_classes = (SentenceCookie, SessionStorage)
