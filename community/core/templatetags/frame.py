"""The frame of every page. What depends on a few facts only is rendered once per process and kept; what belongs to one
request (its address, its form token) is put in afterwards, in place of two marks."""

import re
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

TOKEN, PATH = "@token@", "@path@"
INDENTED = re.compile(r"\n\s+")
SECTIONS = frozenset(
    "today groups rooms messages reminders resources search notifications moderation settings login signup".split()
)


@register.simple_tag(takes_context=True)
def site_header(context: dict[str, Any]) -> SafeString:
    """Error pages may have neither request, user nor token; then it offers what needs none of them."""
    request, user, token = context.get("request"), context.get("user"), context.get("csrf_token", "")
    if context.get("copy"):  # kept in a browser: no form of it could be sent
        user, token = None, ""
    signed_in = bool(user and user.is_authenticated)
    section = context.get("section", "")
    part = rendered(
        "_site_header.html",
        get_language(),
        site_name=context.get("site_name", ""),
        demo_community=bool(context.get("demo_community")),
        display=context.get("display") if isinstance(request, HttpRequest) and token else None,
        knows_user=bool(user),
        signed_in=signed_in,
        moderates=signed_in and bool(getattr(user, "is_moderator", False)),
        section=section if section in SECTIONS else "",
        switched_off=settings.SWITCHED_OFF,
        unread=int(str(context.get("unread_notifications", 0))) if signed_in else 0,  # lazy until it is asked for
        token=TOKEN,
        path=PATH,
    )
    return with_request(part, token, request)


@register.simple_tag(takes_context=True)
def site_footer(context: dict[str, Any]) -> SafeString:
    """With a choice of languages where there are several and the choice would change the page."""
    request, user = context.get("request"), context.get("user")
    token = "" if context.get("copy") else str(context.get("csrf_token", ""))
    language, signed_in = get_language(), bool(user and user.is_authenticated)
    can_choose = token and (signed_in or getattr(request, "LANGUAGE_CODE", None) == language)
    part = rendered(
        "_site_footer.html",
        language,
        here=language,
        languages=tuple(settings.LANGUAGES) if can_choose and len(settings.LANGUAGES) > 1 else (),
        is_unreviewed=is_unreviewed(),
        token=TOKEN,
        path=PATH,
    )
    return with_request(part, token, request)


@register.simple_tag
def is_unreviewed() -> bool:
    """Whether the words of this page or mail were made with a machine's help and nobody has read them all."""
    return get_language() in settings.UNREVIEWED_LANGUAGES


def with_request(part: SafeString, token: str, request: object) -> SafeString:
    """What is this request's alone, in place of the marks."""
    address = request.get_full_path() if isinstance(request, HttpRequest) else ""
    return mark_safe(part.replace(TOKEN, escape(token)).replace(PATH, escape(address)))


@lru_cache(maxsize=1024)
def rendered(name: str, language: str | None, **facts: Any) -> SafeString:
    """Without the indentation of the templates, half a kilobyte of each page."""
    return mark_safe(INDENTED.sub("\n", render_to_string(name, facts)))
