"""The card with help, for any page."""

from typing import Any

from django import template
from django.utils import timezone

from community.resources.country import chosen_country

register = template.Library()
MOST_LINES = 2  # with the emergency number three: more is a list to read


@register.inclusion_tag("resources/_calm_card.html", takes_context=True)
def calm_card(context: dict[str, Any]) -> dict[str, Any]:
    country = chosen_country(context["request"])
    lines = country.lines_on(timezone.localdate())[:MOST_LINES]
    return {"country": country, "lines": lines, "is_chosen": bool(country.code)}
