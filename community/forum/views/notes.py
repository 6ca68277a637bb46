"""Change what a post touches on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.team_factor import ask_of_team_unless_own
from community.forum.actions.notes import note_for_team, note_own
from community.forum.forms.notes import NotesForm
from community.forum.views.more import more_page, post_for


@require_POST
@member_required
def notes(request: MemberRequest, pk: int) -> HttpResponse:
    """The author's own, or the team's on what somebody else wrote."""
    found = post_for(request, pk)
    form = NotesForm(request.POST)
    own = found.author_id == request.user.pk
    ask_of_team_unless_own(request, author=found.author_id)
    if not form.is_valid():
        return more_page(request, found, status=422, **{"own_notes" if own else "team_notes": form})
    chosen, now = form.cleaned_data["notes"], timezone.now()
    if own:
        note_own(found, author=request.user, notes=chosen, now=now)
    else:
        note_for_team(found, moderator=request.user, notes=chosen, now=now)
    messages.success(request, _("Saved."))
    return redirect("forum:more", pk)
