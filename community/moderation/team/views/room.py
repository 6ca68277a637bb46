"""The way into the team's own group."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.moderation.team import actions
from community.moderation.team.permissions import can_keep_replies


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def room(request: MemberRequest) -> HttpResponse:
    """A GET says what it is; the button opens it at the first time and lets in at every other."""
    if not can_keep_replies(request.user):
        raise Http404
    if request.method == "POST":
        return redirect(actions.come_in(request.user, now=timezone.now()))
    found = actions.room_of_team()
    if found is not None and found.group.memberships.filter(member=request.user).exists():
        return redirect(found.group)
    return render(request, "moderation/team/room.html", {"room": found})
