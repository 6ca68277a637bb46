"""Where a page of another part of the site is talked about."""

from typing import Any

from django import template

from community.forum.models import Board

register = template.Library()
MOST = 3


@register.simple_tag(takes_context=True)
def boards_about(context: dict[str, Any], path: str) -> list[Board]:
    """Boards that name this page as worth reading: the way back from there."""
    mine = Board.objects.visible_to(context["request"].user)
    return list(mine.filter(reading__path=path).distinct()[:MOST])
