"""A member writes to the team, also while silenced or suspended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import PersonRequest, member_or_suspended_required
from community.moderation.team import actions
from community.moderation.team.forms import TeamMessageForm
from community.moderation.team.own import letters_of
from community.moderation.team.permissions import why_not_write_to_team


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_or_suspended_required
def write(request: PersonRequest) -> HttpResponse:
    """The own exchange with the team, and a form."""
    form = TeamMessageForm(request.POST or None)
    if not form.is_valid():
        return write_page(request, form, status=422 if form.errors else 200)
    try:
        actions.write_to_team(request.member, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied as refused:
        messages.warning(request, str(refused))
        return write_page(request, form, status=403)
    messages.success(request, _("Sent. You get a notice when the team answers."))
    return redirect("moderation:write_to_team")


def write_page(request: PersonRequest, form: TeamMessageForm, *, status: int) -> HttpResponse:
    now = timezone.now()
    actions.look_at_messages(request.member, now=now)
    context = {
        "member": request.member,
        "letters": letters_of(request.member),
        "form": form,
        "why_not": why_not_write_to_team(request.member, now=now),
    }
    return render(request, "moderation/team/write.html", context, status=status)
