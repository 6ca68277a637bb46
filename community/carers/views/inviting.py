"""Ask somebody to help, and answer when asked."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, confirmed_required, member_required
from community.accounts.models import User
from community.carers import actions
from community.carers.forms import BY_LINK, AcceptForm, InviteForm
from community.carers.models import Arrangement
from community.carers.permissions import can_accept


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@confirmed_required
def invite(request: MemberRequest) -> HttpResponse:
    """The password is asked for again: whoever sits at an open page of somebody cannot make themself their helper."""
    form = InviteForm(request.POST if request.method == "POST" else None, member=request.user, initial={"days": 7})
    if not form.is_valid():
        return form_page(request, form)
    try:
        if form.cleaned_data["how"] == BY_LINK:
            return link_page(request, form)
        return invited(request, form)
    except PermissionDenied as refused:
        form.add_error(None, str(refused))
        return form_page(request, form)


def form_page(request: MemberRequest, form: InviteForm) -> HttpResponse:
    return render(request, "carers/invite.html", {"form": form}, status=422 if form.errors else 200)


def invited(request: MemberRequest, form: InviteForm) -> HttpResponse:
    wanted = form.cleaned_data["username"]
    helper = User.objects.visible_to(request.user).filter(username__iexact=wanted).first()
    if helper is None:
        form.add_error("username", _("There is no member with this name. Check how it is spelt."))
        return form_page(request, form)
    made = actions.invite(member=request.user, helper=helper, wishes=form.wishes, now=timezone.now())
    messages.success(request, _("%(name)s has been asked. Nothing begins before they say yes.") % {"name": helper})
    return redirect(made)


def link_page(request: MemberRequest, form: InviteForm) -> HttpResponse:
    """This answer is the only page that ever shows the link: no redirect could carry it without its being stored."""
    made, token = actions.invite_by_link(member=request.user, wishes=form.wishes, now=timezone.now())
    address = f"{settings.BASE_URL}{reverse('carers:by_link', args=[token])}"
    response = render(request, "carers/link.html", {"arrangement": made, "address": address})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@member_required
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """By whoever was asked by name."""
    asked = Arrangement.objects.visible_to(request.user).by(request.user).open(timezone.now())
    return answered(request, get_object_or_404(asked.select_related("member", "helper"), pk=pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def by_link(request: MemberRequest, token: str) -> HttpResponse:
    """Wrong, used, taken back and too late look alike."""
    now = timezone.now()
    found = Arrangement.objects.reachable_by(token, now=now).select_related("member").first()
    if found is None:
        raise Http404
    if found.member_id == request.user.pk or not can_accept(request.user, found, now=now):
        return render(request, "carers/not_for_you.html", {"is_own": found.member_id == request.user.pk}, status=403)
    if request.method == "POST":
        return answered(request, found)
    return render(request, "carers/by_link.html", {"arrangement": found, "form": AcceptForm()})


def answered(request: MemberRequest, found: Arrangement) -> HttpResponse:
    given, now = request.POST.get("answer"), timezone.now()
    if given not in ("yes", "no"):
        raise BadRequest
    if given == "no":
        actions.decline(found, helper=request.user, now=now)
        messages.success(request, _("You said no. Nothing has begun."))
        return redirect("carers:list")
    form = AcceptForm(request.POST)
    named = form.is_valid() and form.cleaned_data["may_be_named"]
    if actions.accept(found, helper=request.user, may_be_named=named, now=now):
        messages.success(request, _("You are their helper now. In each form you choose for whom you write."))
        return redirect(found)
    messages.info(request, _("This invitation is no longer open."))
    return redirect("carers:list")
