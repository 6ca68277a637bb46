"""What the team says on a post, and which reply helped: on the page about the post."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.team_factor import ask_of_team_unless_own
from community.forum.actions.helping import mark_helpful, unmark_helpful
from community.forum.actions.team import set_notice
from community.forum.forms.team import NoticeForm
from community.forum.reader import Reader
from community.forum.views.more import more_page, post_for
from community.forum.views.threads import address_of


@require_POST
@member_required
def notice(request: MemberRequest, pk: int) -> HttpResponse:
    found = post_for(request, pk)
    if not Reader.of(request.user, found.thread).moderates:
        raise Http404
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return more_page(request, found, notice_form=form, status=422)
    set_notice(found, moderator=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The note stands on the post.") if form.cleaned_data["notice"] else _("No note."))
    return redirect(address_of(found))


@require_POST
@member_required
def helpful(request: MemberRequest, pk: int) -> HttpResponse:
    """With `take_back` the mark goes. Whoever asked gives it, and the team."""
    found = post_for(request, pk)
    ask_of_team_unless_own(request, author=found.thread.author_id)
    change = unmark_helpful if "take_back" in request.POST else mark_helpful
    change(found, member=request.user, now=timezone.now())
    return redirect(address_of(found))
