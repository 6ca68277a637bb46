"""A host takes recent messages of one person out of sight, and brings them back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.chat.models import Room
from community.chat.people import people_of
from community.chat.permissions import can_pause, is_host
from community.moderation.models import Decision
from community.moderation.removals.actions import remove_recent as remove
from community.moderation.removals.actions import undo_removal as undo
from community.moderation.removals.forms import RemovalForm


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def remove_recent(request: MemberRequest, slug: str, username: str) -> HttpResponse:
    room = get_object_or_404(Room.objects.visible_to(request.user).select_related("group"), slug=slug)
    if not is_host(request.user, room):
        raise Http404
    member = get_object_or_404(people_of(room), username=username)
    if not can_pause(request.user, member, room):
        raise Http404
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if not request.user.is_moderator:
        form.for_this_room_only()
    if not form.is_valid():
        context = {"room": room, "member": member, "form": form}
        return render(request, "chat/remove_recent.html", context, status=422 if form.is_bound else 200)
    decisions = remove(room=room, member=member, host=request.user, now=timezone.now(), **form.cleaned_data)
    number = sum(decision.details["number"] for decision in decisions)
    words = ngettext(
        "%(number)s message is out of sight. Its author is told why.",
        "%(number)s messages are out of sight. Their author is told why.",
        number,
    )
    messages.success(request, words % {"number": number})
    return redirect("chat:host", slug)


@require_POST
@member_required
def undo_removal(request: MemberRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision.objects.reachable_by(request.user), pk=pk)
    undo(decision, host=request.user, now=timezone.now())
    messages.success(request, _("The messages are back."))
    return redirect("chat:host", decision.case.subject.room.slug)
