"""Real pages with numbers."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(queryset: "QuerySet[Any]", request: HttpRequest, per_page: int) -> "Page[Any]":
    """The page that `?page=` asks for; nonsense gives the first, too large a number the last."""
    return Paginator(queryset, per_page).get_page(request.GET.get("page"))
