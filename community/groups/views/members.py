"""Join, leave, come back; who is in a group, as what, and out of it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, ask_to_confirm, member_required
from community.core.navigation import next_address
from community.core.pagination import page_of
from community.groups import actions
from community.groups.forms import RoleForm
from community.groups.models import Departure, Membership, SupportGroup
from community.groups.permissions import can_remove, can_see_members, can_set_role, removes, sets_role

MEMBERS_PER_PAGE = 50


@require_POST
@member_required
def join(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    actions.join_group(group=found, member=request.user, now=timezone.now())
    messages.success(request, _("You joined %(group)s.") % {"group": found})
    return redirect(next_address(request) or found)


@require_POST
@member_required
def leave(request: MemberRequest, slug: str) -> HttpResponse:
    """A second click finds the group left, and perhaps out of sight."""
    if own_departure(request, slug) is None:
        found = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
        try:
            actions.leave_group(group=found, member=request.user, now=timezone.now())
        except actions.LastModerator as refused:
            messages.warning(request, str(refused))
            return redirect(found)
    return redirect("groups:left", slug)


def own_departure(request: MemberRequest, slug: str) -> Departure | None:
    own = Departure.objects.visible_to(request.user).select_related("group")
    return own.filter(group__slug=slug).first()


@require_safe
@member_required
def left(request: MemberRequest, slug: str) -> HttpResponse:
    """Says that it is done, and until when it can be undone."""
    departure = own_departure(request, slug)
    if departure is None or departure.undo_until <= timezone.now():
        return redirect("groups:list")
    return render(request, "groups/left.html", {"departure": departure})


@require_POST
@member_required
def come_back(request: MemberRequest, slug: str) -> HttpResponse:
    departure = own_departure(request, slug)
    visible = SupportGroup.objects.visible_to(request.user)
    found = departure.group if departure else get_object_or_404(visible, slug=slug)
    try:
        actions.undo_leaving(group=found, member=request.user, now=timezone.now())
    except PermissionDenied as refused:
        messages.warning(request, str(refused))
        return redirect("groups:list")
    messages.success(request, _("You are in %(group)s again, as before.") % {"group": found})
    return redirect(found)


class Row(NamedTuple):
    """One line of the member list, and what the reader may change in it."""

    membership: Membership
    sets_role: bool
    removes: bool


@require_safe
@member_required
def member_list(request: MemberRequest, slug: str) -> HttpResponse:
    """Those who look after the group first, on the first page; then everybody else as they joined."""
    found = get_object_or_404(SupportGroup.objects.visible_to(request.user).with_role(request.user), slug=slug)
    if not can_see_members(request.user, found):
        raise Http404
    members = Membership.objects.visible_to(request.user).filter(group=found).for_list()
    page = page_of(members.ordinary(), request, MEMBERS_PER_PAGE)
    context = {
        "group": found,
        "page": page,
        "team": rows_of(request, found.role, members.team()) if page.number == 1 else [],
        "members": rows_of(request, found.role, page),
        "roles": Membership.Role.choices,
    }
    return render(request, "groups/members.html", context)


def rows_of(request: MemberRequest, role: str | None, memberships: Iterable[Membership]) -> list[Row]:
    user = request.user
    return [Row(one, sets_role(user, role, one), removes(user, role, one)) for one in memberships]


@require_POST
@member_required
def role(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    membership, form = member_of(request, slug, pk), RoleForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    chosen = form.cleaned_data["role"]
    if can_set_role(request.user, membership):
        ask_to_confirm(request)
    try:
        took = actions.set_role(membership=membership, role=chosen, moderator=request.user, now=timezone.now())
    except actions.LastModerator as refused:
        messages.warning(request, str(refused))
        return redirect("groups:members", slug)
    words = _("%(name)s has the role “%(role)s” now.") if took else _("%(name)s is no longer in this group.")
    messages.success(request, words % {"name": membership.member, "role": Membership.Role(chosen).label})
    return redirect("groups:members", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Asks once more, because the way back is another invitation."""
    membership = member_of(request, slug, pk)
    if request.method != "POST":
        if not can_remove(request.user, membership):
            raise PermissionDenied
        return render(request, "groups/remove.html", {"membership": membership, "group": membership.group})
    actions.remove_member(membership=membership, moderator=request.user, now=timezone.now())
    messages.success(request, _("%(name)s is no longer in this group.") % {"name": membership.member})
    return redirect("groups:members", slug)


def member_of(request: MemberRequest, slug: str, pk: int) -> Membership:
    members = Membership.objects.visible_to(request.user).filter(group__slug=slug).for_list()
    return get_object_or_404(members.select_related("group"), pk=pk)
