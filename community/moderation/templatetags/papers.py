"""Papers of the compliance kit that are overdue, for the pages of those who run the site."""

from typing import Any

from django import template
from django.utils import timezone

from community.moderation.compliance.standing import Standing, overdue_papers

register = template.Library()


@register.simple_tag(takes_context=True)
def papers_overdue(context: dict[str, Any]) -> list[Standing]:
    return overdue_papers(context["request"].user, now=timezone.now())
