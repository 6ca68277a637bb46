"""The card with help, for any page, and numbers as they are dialled."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language_bidi

from community.resources.country import chosen_country

register = template.Library()
MOST_LINES = 2  # with the emergency number three: more is a list to read


@register.inclusion_tag("resources/_calm_card.html", takes_context=True)
def calm_card(context: dict[str, Any]) -> dict[str, Any]:
    country = chosen_country(context["request"])
    lines = country.lines_on(timezone.localdate())[:MOST_LINES]
    return {"country": country, "lines": lines, "is_chosen": bool(country.code)}


@register.filter
def one_way(number: str) -> str:
    """Among words from right to left the groups of a number would change places: 116 123 would be read as 123 116."""
    return format_html('<bdi dir="ltr">{}</bdi>', number) if get_language_bidi() else number
