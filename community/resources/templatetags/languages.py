"""Words that stand in another language than the page around them say so; titles in the language of the reader."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, get_language_info

from community.resources.languages import ENGLISH, base_of, is_foreign
from community.resources.overlay import Link, translate_links

register = template.Library()


@register.filter
def lang(code: str) -> SafeString:
    """The attributes of an element with words of the content; none where the page speaks that language."""
    code = code or ENGLISH
    if not is_foreign(code):
        return SafeString("")
    runs_back = get_language_info(base_of(code))["bidi"]
    if runs_back == get_language_bidi():
        return format_html(' lang="{}"', code)
    return format_html(' lang="{}" dir="{}"', code, "rtl" if runs_back else "ltr")


@register.simple_tag
def in_reader_language(links: Iterable[Link]) -> list[Link]:
    """Links to articles, with their titles."""
    links = list(links)
    translate_links(links)
    return links
