"""Groups: the list, one group, join and leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.navigation import next_address
from community.groups import actions
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    groups = SupportGroup.objects.visible_to(request.user).with_joined(request.user).with_member_count()
    return render(request, "groups/list.html", {"groups": groups})


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """The group's own words, its boards and rooms (reached through the foreign keys that point here)."""
    groups = SupportGroup.objects.visible_to(request.user).with_joined(request.user).with_member_count()
    found = get_object_or_404(groups, slug=slug)
    return render(request, "groups/group.html", {"group": found, "moderates": can_moderate(request.user, found)})


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
    found = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    actions.leave_group(group=found, member=request.user)
    messages.success(request, _("You left %(group)s. What you wrote stays.") % {"group": found})
    return redirect("groups:list")
