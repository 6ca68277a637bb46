"""Close joining for some hours, and open it again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import SignupBrake
from community.moderation.brake.actions import close_joining, open_joining
from community.moderation.permissions import looks_after


@member_required
def brake(request: MemberRequest) -> HttpResponse:
    """For the moderators of the site."""
    if not looks_after(request.user, None):
        raise Http404
    now = timezone.now()
    holding = SignupBrake.objects.visible_to(request.user).in_force(now).first()
    if request.method != "POST":
        recent = SignupBrake.objects.visible_to(request.user).select_related("started_by", "released_by")[:10]
        return render(request, "moderation/brake/brake.html", {"brake": holding, "brakes": recent})
    if "close" in request.POST:
        close_joining(moderator=request.user, now=now)
        messages.success(request, _("Joining is closed for six hours, or until you open it."))
    elif "open" in request.POST and holding is not None and open_joining(holding, moderator=request.user, now=now):
        messages.success(request, _("People can join again."))
    return redirect("moderation:brake")
