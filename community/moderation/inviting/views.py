"""Invitations to the site: make one, see which hold, end one."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, ask_to_confirm, member_required
from community.accounts.inviting.actions import end_invitation, make_invitation
from community.accounts.models import SiteInvitation
from community.moderation.inviting.forms import InvitationForm
from community.moderation.permissions import looks_after

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
def invitations(request: MemberRequest) -> HttpResponse:
    """POST makes one, and this answer is the only page that ever shows its address."""
    if not looks_after(request.user, None):
        raise Http404
    if request.method == "POST":
        ask_to_confirm(request)
    form, address = InvitationForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        lasts = timedelta(days=int(form.cleaned_data["days"]))
        token = make_invitation(by=request.user, uses=form.cleaned_data["uses"], lasts=lasts, now=timezone.now())
        address, form = settings.BASE_URL + reverse("accounts:invited", args=[token]), InvitationForm()
    holding = SiteInvitation.objects.visible_to(request.user).usable(timezone.now()).select_related("made_by")
    context = {
        "form": form,
        "address": address,
        "invitations": holding[:MOST_SHOWN],
        "sign_up": settings.SIGN_UP,
    }
    return render(request, "moderation/inviting/invitations.html", context, status=422 if form.errors else 200)


@require_POST
@member_required
def end(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SiteInvitation.objects.visible_to(request.user), pk=pk)
    ask_to_confirm(request)
    end_invitation(found, by=request.user, now=timezone.now())
    messages.success(request, _("Ended. Nobody can join with it any more."))
    return redirect("moderation:invitations")
