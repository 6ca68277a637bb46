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
    address = request.get_full_path() if isinstance(request, HttpRequest) else ""
    return mark_safe(part.replace(TOKEN, escape(token)).replace(PATH, escape(address)))


@register.simple_tag
def site_footer() -> SafeString:
    return rendered("_site_footer.html", get_language())


@lru_cache(maxsize=1024)
def rendered(name: str, language: str | None, **facts: Any) -> SafeString:
    """Without the indentation of the templates, half a kilobyte of each page."""
    return mark_safe(INDENTED.sub("\n", render_to_string(name, facts)))
