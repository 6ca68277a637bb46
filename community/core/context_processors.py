"""What every page knows about the site."""

from django.conf import settings
from django.http import HttpRequest

from community.core.copies import copy_of


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "site_name": settings.SITE_NAME,
        "debug": settings.DEBUG,
        "demo_community": settings.DEMO_MARK.exists(),
        "section": section_of(request.path),
        "copy": copy_of(request),
        "switched_off": settings.SWITCHED_OFF,
    }


def section_of(path: str) -> str:
    """The part of the site a page belongs to, for the mark in the menu: "/groups/welcome/" is in "groups"."""
    first, *rest = path.strip("/").split("/")
    return rest[0] if first == "accounts" and rest else first or "today"
