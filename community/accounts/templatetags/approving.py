"""How long whoever joins has to wait, before they type anything."""

from django import template
from django.http import HttpRequest

from community.accounts.approving.door import days_to_wait

register = template.Library()


@register.filter
def days_until_let_in(request: HttpRequest) -> int:
    """0: not at all."""
    return days_to_wait(request)
