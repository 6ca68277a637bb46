"""Who was slowed down for reading more than people do; and letting them read on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.moderation.permissions import looks_after
from community.moderation.reading.incidents import clear as let_read_on
from community.moderation.reading.incidents import find, lately, members_of


def may_look(user: User) -> bool:
    return user.is_superuser or looks_after(user, None)


@require_safe
@member_required
def incidents(request: MemberRequest) -> HttpResponse:
    if not may_look(request.user):
        raise Http404
    found = lately()
    members = members_of(found)
    rows = [{"incident": one, "member": members.get(one.member or 0)} for one in found]
    return render(request, "moderation/reading/incidents.html", {"rows": rows})


@require_POST
@member_required
def clear(request: MemberRequest, pk: int) -> HttpResponse:
    """Nobody lets themselves read on."""
    incident = find(pk) if may_look(request.user) else None
    if incident is None or incident.member == request.user.pk:
        raise Http404
    let_read_on(incident, by=request.user.username)
    messages.success(request, _("They can read on. For a day nobody is told of them."))
    return redirect("moderation:reading")
