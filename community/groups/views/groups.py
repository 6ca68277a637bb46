"""Groups: the list, one group or its door, its settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, ask_to_confirm, member_required
from community.groups import actions
from community.groups.forms import SettingsForm
from community.groups.models import Invitation, JoinRequest, SupportGroup
from community.groups.permissions import can_ask, can_change_privacy, invites, moderates, sees


@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    groups = list(SupportGroup.objects.presented_to(request.user).with_role(request.user))
    inside = [group for group in groups if sees(request.user, group.role, group)]
    doors = [group for group in groups if group not in inside]
    return render(request, "groups/list.html", {"groups": inside, "doors": doors})


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """The group's own words, its boards and rooms (reached through the foreign keys that point here). Who may not look
    inside finds its door."""
    groups = SupportGroup.objects.presented_to(request.user).with_role(request.user)
    found = get_object_or_404(groups, slug=slug)
    context = {"group": found, **own_affairs(request, found)}
    if not sees(request.user, found.role, found):
        return render(request, "groups/door.html", context)
    context["moderates"] = moderates(request.user, found.role)
    context["invites"] = invites(request.user, found.role)
    if context["moderates"]:
        context["waiting"] = JoinRequest.objects.visible_to(request.user).to_answer(found, request.user).count()
    return render(request, "groups/group.html", context)


def own_affairs(request: HttpRequest, found: SupportGroup) -> dict[str, object]:
    """What lies between this group and somebody who is not in it."""
    if not request.user.is_authenticated or found.role:
        return {}
    requests = JoinRequest.objects.visible_to(request.user).filter(group=found, member=request.user)
    invitations = Invitation.objects.visible_to(request.user).addressed_to(request.user).filter(group=found)
    return {
        "own_request": requests.latest_first().first(),
        "invitation": invitations.open().first(),
        "may_ask": can_ask(request.user, found, now=timezone.now()),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def settings(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(SupportGroup.objects.visible_to(request.user).moderated_by(request.user), slug=slug)
    ask_to_confirm(request)
    posted = request.POST if request.method == "POST" else None
    form = SettingsForm(posted, group=found, may_change_privacy=can_change_privacy(request.user))
    if form.is_valid():
        chosen = {"privacy": found.privacy, "listed": False, **form.cleaned_data}
        actions.change_settings(group=found, moderator=request.user, now=timezone.now(), **chosen)
        messages.success(request, _("Saved."))
        return redirect(found)
    return render(request, "groups/settings.html", {"group": found, "form": form}, status=422 if posted else 200)
