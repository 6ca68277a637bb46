"""My data: ask for the file, see how far it is, take it, delete it. Also for those whose account is suspended."""

from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required, reauthenticate_by_password
from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import PersonRequest, ask_to_confirm, member_or_suspended_required
from community.core.security_log import Event, note_event
from community.privacy.export import actions
from community.privacy.export.forms import PasswordForm
from community.privacy.models import ExportRequest

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_or_suspended_required
def mine(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request)
    try:
        actions.ask_for_export(request.member, now=timezone.now())
    except PermissionDenied as refused:
        messages.warning(request, str(refused))
        return page(request, status=403)
    return redirect("privacy:mine")


@require_POST
@never_cache
@member_or_suspended_required
def download(request: PersonRequest) -> HttpResponse:
    """Nothing stands in the address: whose file it is, the sign-in says."""
    found = latest(request)
    if found is None or not actions.has_file(found, now=timezone.now()):
        messages.warning(request, _("There is no file. You can ask for a new one."))
        return page(request, status=404)
    form = PasswordForm(request.POST)
    if asked_again(request, form):
        note_event(Event.EXPORT_FETCHED, member=found.member_id)
        return handed_out(found)
    return page(request, form=form, status=422)


@require_POST
@never_cache
@member_or_suspended_required
def delete(request: PersonRequest) -> HttpResponse:
    if (found := latest(request)) is not None:
        actions.delete_export(found)
        messages.success(request, _("The file is deleted."))
    return redirect("privacy:mine")


def latest(request: PersonRequest) -> ExportRequest | None:
    return ExportRequest.objects.visible_to(request.member).latest_first().first()


def asked_again(request: PersonRequest, form: PasswordForm) -> bool:
    """Whether it was just shown who this is: by allauth's own page, or by the password that came along."""
    if knows(request):
        return True
    if not request.member.has_usable_password():
        ask_to_confirm(request)  # leads to their passkey or code, and back
    if not ratelimit.consume(request, action="reauthenticate", user=request.member):
        form.add_error(None, _("That was tried too often. Please wait a minute."))
        return False
    if not form.is_valid():
        return False
    if not request.member.check_password(form.cleaned_data["password"]):
        form.add_error("password", _("This is not your password."))
        return False
    if request.user.is_authenticated:
        reauthenticate_by_password(request)  # counts as on allauth's own page, and gives a new key as that does
    return True


def knows(request: PersonRequest) -> bool:
    """Who is suspended and has no password came in by a code, and there is nothing else to ask for."""
    if request.user.is_authenticated:
        return not is_reauthentication_required(request, app="")
    return not request.member.has_usable_password()


def handed_out(found: ExportRequest) -> HttpResponse:
    try:
        file = actions.path_of(found).open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    name = f"my-data-{timezone.localdate(found.made_at):%Y-%m-%d}.zip"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip", headers=HEADERS)
    return response  # type: ignore[return-value]  # the marks above ask a response for nothing that this one lacks


def page(request: PersonRequest, *, form: PasswordForm | None = None, **response: Any) -> HttpResponse:
    found = latest(request)
    context = {
        "found": found,
        "is_there": found is not None and actions.has_file(found, now=timezone.now()),
        "form": form or PasswordForm(),
        "asks": not knows(request) and request.member.has_usable_password(),
    }
    return render(request, "privacy/mine.html", context, **response)
