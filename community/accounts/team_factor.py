"""The team's pages are there for whoever of the team has set up a second factor. Other pages ask for none."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from community.accounts.decorators import keep_what_was_sent
from community.accounts.factors import has_second_factor
from community.accounts.models import User


class TeamFactor:
    """Decided after the URL is known and the member is, before the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.TEAM_SECOND_FACTOR or match is None or not is_the_teams(match):
            return None
        user = request.user
        if not isinstance(user, User) or not user.is_on_team or has_second_factor(user):
            return None
        keep_what_was_sent(request)
        messages.info(request, _("The team's pages need a second step when you sign in. Set it up here."))
        return redirect("mfa_index")


def is_the_teams(match: ResolverMatch) -> bool:
    if match.view_name in settings.EVERYBODYS_PAGES:
        return False
    return match.view_name in settings.TEAM_PAGES or bool(settings.TEAM_AREAS & set(match.namespaces))
