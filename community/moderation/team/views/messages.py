"""The team reads what members write to it, and answers in its own name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.core.pagination import page_of
from community.moderation.models import TeamThread
from community.moderation.team import actions
from community.moderation.team.forms import PickReplyForm, TeamMessageForm
from community.moderation.team.permissions import can_write_as_team, is_on_team
from community.moderation.team.replies import prefilled

ROWS = 25


@require_safe
@never_cache
@member_required
def threads(request: MemberRequest) -> HttpResponse:
    if not is_on_team(request.user):
        raise Http404
    found = TeamThread.objects.visible_to(request.user).waiting_first().select_related("member")
    return render(request, "moderation/team/threads.html", {"page": page_of(found, request, ROWS)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
def thread(request: MemberRequest, username: str) -> HttpResponse:
    """With one member, also when nobody has written yet."""
    person = get_object_or_404(User.objects.visible_to(request.user), username__iexact=username)
    if not is_on_team(request.user) or person.pk == request.user.pk:
        raise Http404
    if request.method == "POST" and "aside" in request.POST:
        return laid_aside(request, person)
    form = TeamMessageForm(request.POST or None, initial=prefilled(request, request.user))
    if not form.is_valid():
        return thread_page(request, person, form, status=422 if form.errors else 200)
    try:
        actions.write_as_team(person, moderator=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied as refused:
        messages.warning(request, str(refused))
        return thread_page(request, person, form, status=403)
    messages.success(request, _("Sent in the name of the team."))
    return redirect("moderation:team_messages", person.username)


def laid_aside(request: MemberRequest, person: User) -> HttpResponse:
    if actions.lay_aside(person, moderator=request.user, now=timezone.now()):
        messages.success(request, _("Laid aside. It waits no more."))
    return redirect("moderation:team_threads")


def thread_page(request: MemberRequest, person: User, form: TeamMessageForm, *, status: int) -> HttpResponse:
    found = TeamThread.objects.visible_to(request.user).filter(member=person).select_related("laid_aside_by").first()
    context = {
        "member": person,
        "thread": found,
        "letters": found.messages.select_related("moderator") if found else [],
        "form": form,
        "pick": PickReplyForm(moderator=request.user, initial=request.GET),
        "may_write": can_write_as_team(request.user, person),
    }
    return render(request, "moderation/team/thread.html", context, status=status)
