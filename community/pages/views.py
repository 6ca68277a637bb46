"""Pages that look across apps: home, the welcome, the small print."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from community.accounts.actions import choose_display, choose_language
from community.accounts.decorators import MemberRequest, member_required
from community.core.decorators import works_without_database
from community.core.display import read_display, remember_display
from community.core.languages import remember_language
from community.core.navigation import next_address
from community.groups.models import SupportGroup
from community.moderation.models import Guideline
from community.pages import actions, today
from community.pages.forms import WelcomeForm


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: what this is. Signed in: what is new for me."""
    if not request.user.is_authenticated:
        groups = SupportGroup.objects.visible_to(request.user)
        return render(request, "pages/front.html", {"groups": groups})
    if request.user.guidelines_accepted_at is None:
        return redirect("pages:welcome")
    return render(request, "pages/today.html", today.overview(request.user, now=timezone.now()))


@member_required
def welcome(request: MemberRequest) -> HttpResponse:
    """Seen once; afterwards the guidelines have their own page."""
    if request.user.guidelines_accepted_at is not None:
        return redirect("pages:guidelines")
    initial = {"time_zone": request.user.time_zone}
    groups = SupportGroup.objects.visible_to(request.user).joinable()
    form = WelcomeForm(request.POST or None, initial=initial, groups=groups)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        actions.welcome_member(request.user, groups=chosen["groups"], time_zone=chosen["time_zone"], now=timezone.now())
        return redirect("pages:home")
    return render(request, "pages/welcome.html", {"form": form}, status=422 if form.errors else 200)


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
