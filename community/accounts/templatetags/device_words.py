"""Keys and codes as people read and type them, and what a script is told of a passkey."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@register.filter
def as_json(options: dict[str, Any]) -> str:
    """For a data attribute, which quotes it: a page has no script of its own."""
    return json.dumps(options)
