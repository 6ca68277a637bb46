"""Leave, by one of two ways; and stay after all, by signing in or by the link of the mail."""

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts import closed
from community.accounts.decorators import PersonRequest, member_or_suspended_required
from community.accounts.readers import speak_to
from community.privacy.export.forms import PasswordForm
from community.privacy.export.views import asked_again, knows
from community.privacy.leaving import actions
from community.privacy.leaving.duties import open_duties
from community.privacy.leaving.letters import leaving_at
from community.privacy.models import Leaving


@require_safe
@never_cache
@member_or_suspended_required
def choose(request: PersonRequest) -> HttpResponse:
    return render(request, "privacy/leave.html", {"duties": open_duties(request.member, now=timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_or_suspended_required
def leave(request: PersonRequest, way: str) -> HttpResponse:
    if way not in Leaving.Way.values:
        raise Http404
    if request.method != "POST":
        return confirm(request, way, PasswordForm())
    form = PasswordForm(request.POST)
    if open_duties(request.member, now=timezone.now()):
        return redirect("privacy:leave")
    if not asked_again(request, form):
        return confirm(request, way, form, status=422)
    return _left(request, way)


def confirm(request: PersonRequest, way: str, form: PasswordForm, *, status: int = 200) -> HttpResponse:
    asks = not knows(request) and request.member.has_usable_password()
    context = {"way": way, "takes": way == Leaving.Way.TAKE, "form": form, "asks": asks}
    context |= {"until": timezone.now() + actions.GRACE, "duties": open_duties(request.member, now=timezone.now())}
    return render(request, "privacy/leave_by.html", context, status=status)


def _left(request: PersonRequest, way: str) -> HttpResponse:
    member = request.member
    try:
        actions.leave(member, way=way, now=timezone.now())
    except PermissionDenied:  # a duty that came up in this moment
        return redirect("privacy:leave")
    logout(request)
    closed.let_in(request.session, member, now=timezone.now())
    return redirect("privacy:leaving")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leaving(request: HttpRequest) -> HttpResponse:
    """After leaving, and after the right password in the days that follow. For everybody else: it is closed."""
    member = closed.closed_in(request.session, now=timezone.now())
    found = Leaving.objects.visible_to(member).undoable(now=timezone.now()).first() if member else None
    if member is None or found is None:
        return render(request, "privacy/left.html", status=200 if request.method != "POST" else 410)
    speak_to(member)
    return stayed_or_page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: mail programs open links by themselves."""
    found = leaving_at(token, now=timezone.now())
    if found is None or found.member is None:
        return render(request, "privacy/left.html", status=410)
    speak_to(found.member)
    return stayed_or_page(request, found)


def stayed_or_page(request: HttpRequest, found: Leaving) -> HttpResponse:
    if request.method != "POST":
        return render(request, "privacy/leaving.html", {"leaving": found, "zone": found.member})
    stayed = actions.stay(found, now=timezone.now())
    closed.forget_mark(request.session)
    # A second press finds it undone, and is told the same; a press that came too late is told the truth.
    is_back = stayed or actions.has_stayed(found)
    return render(request, "privacy/stayed.html" if is_back else "privacy/left.html", status=200 if is_back else 410)
