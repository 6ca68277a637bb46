"""A list that only grows, read from its newest row on: no count, no jump to a page, every stretch as cheap."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from community.moderation.log.querysets import newest_first_by

LARGEST = 2**63 - 1  # that a key can be


@dataclass(frozen=True)
class Stretch:
    rows: list[Any]
    older: int | None  # `?before=` of the next one; None: this was the last
    is_first: bool


def stretch_of(found: "QuerySet[Any]", request: HttpRequest, size: int, *, by: str = "created_at") -> Stretch:
    """What `?before=` asks for; nonsense, and a row that one may not see, give the newest."""
    mark = _row_before(found, request, by)
    condition, order = newest_first_by(by, older_than=mark)
    rows = list(found.filter(condition).order_by(*order)[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    return Stretch(rows, rows[-1].pk if has_more else None, is_first=mark is None)


def _row_before(found: "QuerySet[Any]", request: HttpRequest, by: str) -> tuple[object, int] | None:
    asked = request.GET.get("before", "")
    key = int(asked) if asked.isascii() and asked.isdigit() and int(asked) <= LARGEST else 0
    return found.filter(pk=key).values_list(by, "pk").first() if key else None
