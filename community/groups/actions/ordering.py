"""The order of rows that the moderators of a group put one below the other; whoever calls holds what they belong to."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied

MOST_ROWS = 20  # of one list


def must_have_room(rows: int) -> None:
    if rows >= MOST_ROWS:
        raise PermissionDenied("This list is full.")


def moved(rows: Sequence[Any], row: Any, *, by: int) -> int:
    """Up (-1) or down (1) among them; its place now, from 0."""
    order = [other for other in rows if other.pk != row.pk]
    place = min(max(list(rows).index(row) + by, 0), len(order))
    order.insert(place, row)
    number(order)
    return place


def number(rows: Sequence[Any]) -> None:
    """From 0 without a gap."""
    for position, row in enumerate(rows):
        type(row).objects.filter(pk=row.pk).update(position=position)
