"""Ready-made reminders, for pages that offer some."""

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise

from community.reminders.starters import STARTERS

register = template.Library()


@register.simple_tag
def starters_named(slugs: Iterable[str]) -> list[tuple[str, Promise]]:
    """With their labels; what is no starter any more is left out."""
    return [(slug, STARTERS[slug].label) for slug in slugs if slug in STARTERS]
