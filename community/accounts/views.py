"""Pages about members: what others see, and one's own settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts import actions
from community.accounts.decorators import MemberRequest, mark_of, member_required
from community.accounts.forms import ContentNotesForm, TimeZoneForm
from community.accounts.models import User


@require_safe
@member_required
def member(request: MemberRequest, username: str) -> HttpResponse:
    """Members see each other's pseudonym; visitors see no member at all."""
    person = get_object_or_404(User.objects.visible_to(request.user), username__iexact=username)
    return render(request, "accounts/member.html", {"member": person})


@member_required
def settings(request: MemberRequest) -> HttpResponse:
    form = TimeZoneForm(request.POST or None, initial={"time_zone": request.user.time_zone})
    if request.method == "POST" and form.is_valid():
        actions.choose_time_zone(request.user, time_zone=form.cleaned_data["time_zone"])
        messages.success(request, _("Saved."))
        return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


@member_required
def content_notes(request: MemberRequest) -> HttpResponse:
    """What becomes of texts with a content note, for this member."""
    form = ContentNotesForm(request.POST or None, member=request.user)
    if request.method == "POST" and form.is_valid():
        shown, left_out = form.notes_with(form.SHOW), form.notes_with(form.LEAVE_OUT)
        actions.choose_content_notes(request.user, shown=shown, left_out=left_out)
        messages.success(request, _("Saved."))
        return redirect("accounts:content_notes")
    return render(request, "accounts/content_notes.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@member_required
def kept(request: MemberRequest) -> HttpResponse:
    """What was typed when the sign-in had ended, with a button to send it now."""
    waiting = request.session.get("kept")
    if not waiting or waiting["whose"] not in ("", mark_of(request.user)):
        request.session.pop("kept", None)  # somebody else wrote it on this device
        return redirect("pages:home")
    return render(request, "accounts/kept.html", {"kept": waiting["fields"], "retry_url": waiting["url"]})


@require_POST
@member_required
def discard_kept(request: MemberRequest) -> HttpResponse:
    request.session.pop("kept", None)
    return redirect("pages:home")
