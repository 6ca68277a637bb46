"""What rooms need in templates."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from community.core.text import render_markdown

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Words of a group's moderators; `render_markdown` lets nothing through that is not safe to show."""
    return mark_safe(render_markdown(text))
