"""The team's pages are there for whoever of the team has a second factor and showed it in this sign-in."""

from collections.abc import Callable

from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from community.accounts.decorators import confirm_page, keep_what_was_sent
from community.accounts.factors import has_second_factor, showed_second_factor
from community.accounts.models import User

STEP_PAGES = {  # on which the step itself is made, changed or taken away
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_download_recovery_codes", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
}


class TeamFactor:
    """Decided after the URL is known and the member is, before the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not (is_the_teams(match) or changes_the_step(match)):
            return None
        return asked_of_team(request, to_set_it_up=is_the_teams(match))


def ask_of_team_unless_own(request: HttpRequest, *, author: int | None) -> None:
    """In a view that is there for whoever wrote something (`author`: the key of their account) and lets the team change
    it too: with the password of a moderator alone nobody changes the words of others."""
    if request.user.pk != author and (answer := asked_of_team(request)) is not None:
        raise ImmediateHttpResponse(answer)


def asked_of_team(request: HttpRequest, *, to_set_it_up: bool = True) -> HttpResponse | None:
    """None for who is not on the team, and for who has shown the step."""
    user = request.user
    if not settings.TEAM_SECOND_FACTOR or not isinstance(user, User) or not user.is_on_team:
        return None
    if has_second_factor(user):
        return None if showed_second_factor(request, user) else lead_to_showing_it(request)
    return lead_to_setting_it_up(request) if to_set_it_up else None


def lead_to_setting_it_up(request: HttpRequest) -> HttpResponse:
    keep_what_was_sent(request)
    messages.info(request, _("The team's pages need a second step when you sign in. Set it up here."))
    return redirect("mfa_index")


def lead_to_showing_it(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("On this device you have not shown your second step yet. Please do it once."))
    return confirm_page(request)


def is_the_teams(match: ResolverMatch) -> bool:
    if match.view_name in settings.EVERYBODYS_PAGES:
        return False
    return match.view_name in settings.TEAM_PAGES or bool(settings.TEAM_AREAS & set(match.namespaces))


def changes_the_step(match: ResolverMatch) -> bool:
    """With the password alone, somebody else's passkey would be made here, and then be the step that is shown."""
    return match.view_name in STEP_PAGES
