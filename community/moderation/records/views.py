"""What the team decided about a member: for the member, and for moderators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, PersonRequest, member_or_suspended_required, member_required
from community.accounts.models import User
from community.chat.models import Message
from community.core.pagination import page_of
from community.forum.models import Post
from community.moderation.models import Decision, MemberNote, Unmasking
from community.moderation.records import actions
from community.moderation.records.forms import MemberNoteForm
from community.moderation.records.known import MOST, known_about
from community.moderation.records.permissions import can_open_record
from community.moderation.records.states import state_of
from community.moderation.team.permissions import can_write_as_team

ROWS = 25


@require_safe
@never_cache
@member_or_suspended_required
def own(request: PersonRequest) -> HttpResponse:
    """Also what was written under another name: this page is its author's alone."""
    member, now = request.member, timezone.now()
    page = page_of(Decision.objects.visible_to(member).for_page().order_by("-created_at", "-pk"), request, ROWS)
    for decision in page:
        decision.state = state_of(decision, now=now)
    posts = Post.objects.visible_to(member).shown().filter(author=member).exclude(notice="")
    lines = Message.objects.visible_to(member).filter(author=member).exclude(notice="")
    context = {
        "member": member,
        "page": page,
        "unmaskings": Unmasking.objects.visible_to(member).filter(case__author=member).for_page()[:MOST],
        "noticed": posts.select_related("thread", "alias").order_by("-published_at", "-pk")[:MOST],
        "noticed_lines": lines.select_related("room").order_by("-created_at", "-pk")[:MOST],
    }
    return render(request, "moderation/records/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@member_required
def member(request: MemberRequest, username: str) -> HttpResponse:
    """For moderators. A POST adds a note."""
    person = get_object_or_404(User.objects.visible_to(request.user), username__iexact=username)
    if not can_open_record(request.user, person):
        raise Http404
    form = MemberNoteForm(request.POST or None, moderator=request.user)
    if not form.is_valid():
        return member_page(request, person, form, status=422 if form.errors else 200)
    try:
        actions.note_on_member(person, moderator=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied as refused:
        messages.warning(request, str(refused))
        return member_page(request, person, form, status=403)
    messages.success(request, _("The note is written down."))
    return redirect("moderation:member", person.username)


def member_page(request: MemberRequest, person: User, form: MemberNoteForm, *, status: int) -> HttpResponse:
    now = timezone.now()
    known = known_about(person, request.user, now=now)
    for decision in known["decisions"]:
        decision.state = state_of(decision, now=now)
    notes = MemberNote.objects.visible_to(request.user).filter(member=person).select_related("moderator", "group")
    writes = can_write_as_team(request.user, person)
    context = {"member": person, "form": form, "notes": notes[:MOST], "may_write": writes, **known}
    return render(request, "moderation/records/member.html", context, status=status)
