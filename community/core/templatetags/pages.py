"""The page numbers that are worth a link."""

from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def near(page: "Page[Any]") -> list[int | str]:
    """The first, the last and those around this one, with … for what lies between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
