"""Who reads: their zone, their theme, and a plain page when the database cannot tell."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from community.core.display import COOKIE, remember_display
from community.core.views import DATABASE_TROUBLE, unavailable

logger = logging.getLogger(__name__)


class Reader:
    """Loads the member once, before the view; shows the 503 page instead of a traceback when that is impossible."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(timezone.get_default_timezone()):
            response = self.get_response(request)
        display = request.user.display if request.user.is_authenticated else None
        if display and COOKIE not in request.COOKIES:  # so that even a page without the database has their theme
            remember_display(response, display)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any) -> HttpResponse | None:
        try:
            if request.user.is_authenticated:
                timezone.activate(request.user.zone)
        except DATABASE_TROUBLE as problem:
            return self.without_database(request, view, problem)
        return None

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, DATABASE_TROUBLE):
            return None
        request.user = AnonymousUser()
        logger.error("Database unreachable (DATABASE_URL): %s", str(problem).splitlines()[0])
        return unavailable(request)

    def without_database(
        self, request: HttpRequest, view: Callable[..., HttpResponse], problem: Exception
    ) -> HttpResponse | None:
        """Pages that need no database go on as for a visitor; every other page is the 503."""
        if not getattr(view, "works_without_database", False):
            return self.process_exception(request, problem)
        request.user, request.session = AnonymousUser(), {}  # type: ignore[assignment]  # none that could be ended
        return None
