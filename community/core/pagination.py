"""Real pages with numbers."""

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property


def page_of(queryset: "QuerySet[Any]", request: HttpRequest, per_page: int, *, most: int | None = None) -> "Page[Any]":
    """The page that `?page=` asks for; nonsense gives the first, too large a number the last. With `most`, no more are
    counted, however many there are."""
    paginator = CappedPaginator(queryset, per_page, most=most) if most else Paginator(queryset, per_page)
    return paginator.get_page(request.GET.get("page"))


class CappedPaginator(Paginator):
    def __init__(self, queryset: "QuerySet[Any]", per_page: int, *, most: int) -> None:
        super().__init__(queryset, per_page)
        self.most = most

    @cached_property
    def count(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[: self.most].count()

    @property
    def is_capped(self) -> bool:
        return self.count == self.most
