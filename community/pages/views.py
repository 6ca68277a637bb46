"""Pages that look across apps: home, the small print."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from community.accounts.actions import choose_display, choose_language
from community.core.decorators import works_without_database
from community.core.display import read_display, remember_display
from community.core.languages import remember_language
from community.core.navigation import next_address
from community.groups.models import SupportGroup
from community.moderation.models import Guideline
from community.pages import today


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: what this is. Signed in: what is new for me."""
    if not request.user.is_authenticated:
        groups = SupportGroup.objects.visible_to(request.user)
        return render(request, "pages/front.html", {"groups": groups})
    return render(request, "pages/today.html", today.overview(request.user, now=timezone.now()))


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Theme and text size: in the account when signed in, in a cookie always."""
    chosen = read_display(request.POST.get("theme", ""), request.POST.get("text_size", ""))
    if request.user.is_authenticated:
        choose_display(request.user, display=chosen)
    response = redirect(next_address(request) or "pages:home")
    remember_display(response, chosen)
    return response


@require_POST
@works_without_database
def language(request: HttpRequest) -> HttpResponse:
    """Of every page: in the account when signed in, in a cookie always. What is no language changes nothing."""
    chosen = request.POST.get("language", "")
    response = redirect(next_address(request) or "pages:home")
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            choose_language(request.user, language=chosen)
        remember_language(response, chosen)
    return response


@require_safe
def guidelines(request: HttpRequest) -> HttpResponse:
    """The six lines, and the rules by the very names that decisions use."""
    return render(request, "pages/guidelines.html", {"rules": Guideline.labels})


@require_safe
def plain(request: HttpRequest, page: str) -> HttpResponse:
    return render(request, f"pages/{page}.html")
