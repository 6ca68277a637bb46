"""Inviting by name, and what the invited person sees and answers."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.core.pagination import page_of
from community.groups import actions
from community.groups.forms import InviteForm
from community.groups.models import Invitation, SupportGroup
from community.groups.permissions import can_see, invites, is_member, withdraws

INVITATIONS_PER_PAGE = 20
ANSWERS = {Invitation.Answer.ACCEPTED, Invitation.Answer.DECLINED}


class Row(NamedTuple):
    """One invitation that waits, and whether the reader may take it back."""

    invitation: Invitation
    withdraws: bool


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def invitation_list(request: MemberRequest, slug: str) -> HttpResponse:
    """The form, and the invitations that wait for an answer."""
    found = get_object_or_404(SupportGroup.objects.visible_to(request.user).with_role(request.user), slug=slug)
    if not invites(request.user, found.role):
        raise Http404
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (invited := invite(request, found, form)) is not None:
        messages.success(request, _("%(name)s has been invited.") % {"name": invited.member})
        return redirect("groups:invitations", slug)
    waiting = Invitation.objects.visible_to(request.user).filter(group=found).open().for_list()
    page = page_of(waiting, request, INVITATIONS_PER_PAGE)
    rows = [Row(one, withdraws(request.user, found.role, one)) for one in page]
    context = {"group": found, "form": form, "page": page, "rows": rows}
    return render(request, "groups/invitations.html", context, status=422 if form.errors else 200)


def invite(request: MemberRequest, found: SupportGroup, form: InviteForm) -> Invitation | None:
    """None, with the reason in the form, when this name cannot be invited."""
    name = form.cleaned_data["username"]
    member = User.objects.visible_to(request.user).filter(username__iexact=name).first()
    if member is None:
        form.add_error("username", _("There is no member with this name. Check how it is spelt."))
        return None
    try:
        return actions.invite(group=found, member=member, inviter=request.user, now=timezone.now())
    except PermissionDenied as refused:
        form.add_error("username", str(refused))
        return None


@require_POST
@member_required
def withdraw(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    invitations = Invitation.objects.visible_to(request.user).filter(group=found).select_related("member", "group")
    took = actions.withdraw_invitation(
        invitation=get_object_or_404(invitations, pk=pk), by=request.user, now=timezone.now()
    )
    messages.success(request, _("Taken back.") if took else _("This invitation had its answer already."))
    return redirect("groups:invitations", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def invitation(request: MemberRequest, pk: int) -> HttpResponse:
    """Name and description of a group that may be a secret to everybody else, and two answers."""
    own = Invitation.objects.visible_to(request.user).addressed_to(request.user)
    found = get_object_or_404(own.select_related("group", "invited_by"), pk=pk)
    if request.method == "POST":
        return answered(request, found)
    if found.answered_at is not None:
        return after_answer(request, found)
    return render(request, "groups/invitation.html", {"invitation": found, "group": found.group})


def answered(request: MemberRequest, found: Invitation) -> HttpResponse:
    given = request.POST.get("answer")
    if given not in ANSWERS:
        raise BadRequest
    took = actions.answer_invitation(invitation=found, member=request.user, answer=given, now=timezone.now())
    if took and given == Invitation.Answer.DECLINED:
        messages.success(request, _("You declined the invitation. Nobody gets a notice of that."))
        return redirect("groups:list")
    if took:
        messages.success(request, _("You joined %(group)s.") % {"group": found.group})
    return after_answer(request, found)


def after_answer(request: MemberRequest, found: Invitation) -> HttpResponse:
    found.refresh_from_db(fields=["answer"])
    taken_back = found.answer == Invitation.Answer.WITHDRAWN and not is_member(request.user, found.group)
    if taken_back:
        messages.info(request, _("This invitation was taken back. Somebody else of the group can invite you again."))
    if can_see(request.user, found.group):
        return redirect(found.group)
    if not taken_back:
        messages.info(request, _("This invitation is no longer open."))
    return redirect("groups:list")
