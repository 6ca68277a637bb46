"""Who reads: their language and zone, their theme, and a plain page when the database cannot tell."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.decorators import LAST_HERE, mark_of
from community.accounts.models import User
from community.accounts.readers import speak_to
from community.accounts.sign_in_list import end_of_itself, lasts_too_long, say_it_was_seen
from community.accounts.suspended import end_sign_in
from community.core.cookies import keep, said_by
from community.core.display import COOKIE, remember_display
from community.core.realtime import group_of_member, poke
from community.core.views import TROUBLE, name_of, unavailable

MONTH = 30 * 24 * 3600
logger = logging.getLogger(__name__)


def sign_in_of(request: HttpRequest) -> tuple[int | None, str | None]:
    return request.user.pk, request.session.session_key


class Reader:
    """Loads the member once, before the view; shows the 503 page instead of a traceback when that is impossible."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(timezone.get_default_timezone()):
            response = self.get_response(request)
        if request.user.is_authenticated:
            self.remember(request.user, request, response)
            response.setdefault("Cache-Control", "no-store")  # on a device that others use, Back shows nothing
            say_it_was_seen(request, request.user)
        self.tell_of_change(request, response)
        return response

    def tell_of_change(self, request: HttpRequest, response: HttpResponse) -> None:
        """Signed out, or a new password: whatever is open for the member elsewhere asks whether its sign-in is good. A
        browser that is signed out also drops what it kept; not its cookies and copies, which are nobody's account."""
        came_as = vars(request).get("came_as")
        if came_as is not None and came_as != sign_in_of(request):
            poke(group_of_member(came_as[0]), {})
            if not request.user.is_authenticated:
                response["Clear-Site-Data"] = '"cache"'

    def remember(self, member: User, request: HttpRequest, response: HttpResponse) -> None:
        """The theme, for pages without the database; and who was here last, for what an ended sign-in wrote."""
        if member.display and not said_by(request, COOKIE):
            remember_display(response, member.display)
        mark = mark_of(member)
        if said_by(request, LAST_HERE) != mark:
            keep(response, LAST_HERE, mark, seconds=MONTH)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: Any) -> HttpResponse | None:
        try:
            if request.user.is_authenticated:
                vars(request)["came_as"] = sign_in_of(request)
                speak_to(request.user)
                self.end_what_lasted_long(request)
            elif SESSION_KEY in request.session:  # somebody was signed in, and may not be any more
                end_sign_in(request.session, now=timezone.now())
        except TROUBLE as problem:
            return self.without_database(request, view, problem)
        return None

    def end_what_lasted_long(self, request: HttpRequest) -> None:
        """From here on a visitor's: a form that was sent is kept, and the page asks to sign in."""
        if lasts_too_long(request.session, now=timezone.now()):
            end_of_itself(request.session)
            request.user = AnonymousUser()
            messages.info(request, _("You signed in here a long time ago. Please sign in again; your texts are kept."))

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, TROUBLE):
            return None
        request.user = AnonymousUser()
        logger.error("%s: %s", name_of(problem), type(problem).__name__, exc_info=settings.DEBUG)
        return unavailable(request)

    def without_database(
        self, request: HttpRequest, view: Callable[..., HttpResponse], problem: Exception
    ) -> HttpResponse | None:
        """Pages that need no database go on as for a visitor; every other page is the 503."""
        if not getattr(view, "works_without_database", False):
            return self.process_exception(request, problem)
        request.user, request.session = AnonymousUser(), {}  # type: ignore[assignment]  # none that could be ended
        return None
