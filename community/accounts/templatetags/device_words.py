"""Keys and codes as people read and type them."""

from django import template

register = template.Library()


@register.filter
def in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
