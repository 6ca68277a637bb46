"""Pages about members: what others see, and one's own settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts import actions
from community.accounts.decorators import (
    MemberRequest,
    PersonRequest,
    mark_of,
    member_or_suspended_required,
    member_required,
)
from community.accounts.forms import ContentNotesForm, SettingsForm
from community.accounts.models import User
from community.accounts.readers import speak_to
from community.accounts.suspended import forget_mark, suspended_in
from community.core.languages import remember_language


@require_safe
@member_required
def member(request: MemberRequest, username: str) -> HttpResponse:
    """Members see each other's pseudonym; visitors see no member at all."""
    person = get_object_or_404(User.objects.visible_to(request.user), username__iexact=username)
    is_blocked = person.pk in request.user.names_blocked
    return render(request, "accounts/member.html", {"member": person, "is_blocked": is_blocked})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def block(request: MemberRequest, username: str) -> HttpResponse:
    """What it means, and the button. In rooms the way here stands below one's own words too."""
    person = get_object_or_404(User.objects.visible_to(request.user), username__iexact=username)
    if person.pk == request.user.pk:
        messages.info(request, _("This is you. There is nothing to block."))
        return redirect(person)
    if request.method != "POST":
        return render(request, "accounts/block.html", {"member": person})
    actions.block(person, blocker=request.user, now=timezone.now())
    messages.success(request, _("You blocked %(name)s.") % {"name": person})
    return redirect(person)


@member_required
def settings(request: MemberRequest) -> HttpResponse:
    own = {"time_zone": request.user.time_zone, "language": request.user.speaks}
    form = SettingsForm(request.POST or None, initial=own)
    if request.method == "POST" and form.is_valid():
        actions.choose_time_zone(request.user, time_zone=form.cleaned_data["time_zone"])
        if "language" in form.cleaned_data:
            actions.choose_language(request.user, language=form.cleaned_data["language"])
            speak_to(request.user)
        messages.success(request, _("Saved."))
        response = redirect("accounts:settings")
        remember_language(response, request.user.speaks)
        return response
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
@never_cache
@member_or_suspended_required
def kept(request: PersonRequest) -> HttpResponse:
    """What was typed when the sign-in had ended, with a button to send it now."""
    waiting = request.session.get("kept")
    if not waiting or waiting["whose"] not in ("", mark_of(request.member)):
        request.session.pop("kept", None)  # somebody else wrote it on this device
        return redirect("pages:home")
    return render(request, "accounts/kept.html", {"kept": waiting["fields"], "retry_url": waiting["url"]})


@require_POST
@member_or_suspended_required
def discard_kept(request: PersonRequest) -> HttpResponse:
    request.session.pop("kept", None)
    return redirect("pages:home")


@require_safe
@never_cache
def paused(request: HttpRequest) -> HttpResponse:
    """Until when, and where to read why. Only for whoever has just shown that the account is theirs."""
    member = suspended_in(request.session, now=timezone.now())
    if member is None:
        forget_mark(request.session)
        return redirect("account_login")
    speak_to(member)
    has_kept = request.session.get("kept", {}).get("whose") in ("", mark_of(member))
    return render(request, "accounts/paused.html", {"member": member, "has_kept": has_kept})


@require_POST
def leave_paused(request: HttpRequest) -> HttpResponse:
    """Whoever uses this device next learns nothing."""
    if not request.user.is_authenticated:
        request.session.flush()
    return redirect("pages:home")
