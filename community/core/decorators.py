"""Marks on views."""

from collections.abc import Callable

from django.http import HttpResponse


def works_without_database(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Served even when the database is away, as to a visitor (urgent help, health)."""
    view.works_without_database = True  # type: ignore[attr-defined]
    return view
