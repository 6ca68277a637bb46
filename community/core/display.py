"""Theme and text size: known before anything else, so that no page ever flashes white."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from community.core.cookies import keep, said_by

THEMES = {
    "auto": _("As my device"),
    "light": _("Light"),
    "dim": _("Dim"),
    "dark": _("Dark"),
    "contrast": _("High contrast"),
}
TEXT_SIZES = [100, 125, 150, 175, 200, 250]
COOKIE = "display"


class Display(NamedTuple):
    theme: str = "auto"
    text_size: int = 100

    @property
    def themes(self) -> dict[str, object]:
        return dict(THEMES)

    @property
    def text_sizes(self) -> list[int]:
        return TEXT_SIZES


def read_display(theme: str, text_size: str) -> Display:
    """What a form or cookie says, with the default in place of anything unknown."""
    size = int(text_size) if text_size.isascii() and text_size.isdigit() and len(text_size) <= 3 else 0
    return Display(theme if theme in THEMES else "auto", size if size in TEXT_SIZES else 100)


def display_from_cookie(request: HttpRequest) -> Display:
    theme, _separator, text_size = said_by(request, COOKIE).partition("-")
    return read_display(theme, text_size)


def remember_display(response: HttpResponse, display: Display) -> None:
    keep(response, COOKIE, f"{display.theme}-{display.text_size}", seconds=365 * 24 * 3600)
