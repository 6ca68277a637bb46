"""The replies that moderators begin with, kept by moderators of the site. Nobody else finds these pages."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from community.accounts.decorators import MemberRequest, ask_to_confirm, member_required
from community.core.pagination import page_of
from community.moderation.models import CannedReply
from community.moderation.team import actions
from community.moderation.team.forms import CannedReplyForm
from community.moderation.team.permissions import can_keep_replies

ROWS = 50


def must_keep_replies(request: MemberRequest) -> None:
    if not can_keep_replies(request.user):
        raise Http404


@require_safe
@member_required
def replies(request: MemberRequest) -> HttpResponse:
    must_keep_replies(request)
    found = CannedReply.objects.visible_to(request.user).order_by("-is_active", "title")
    return render(request, "moderation/team/replies.html", {"page": page_of(found, request, ROWS)})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def add(request: MemberRequest) -> HttpResponse:
    must_keep_replies(request)
    ask_to_confirm(request)
    return keep(request, CannedReply())


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    must_keep_replies(request)
    reply = get_object_or_404(CannedReply.objects.visible_to(request.user), pk=pk)
    ask_to_confirm(request)
    return keep(request, reply)


def keep(request: MemberRequest, reply: CannedReply) -> HttpResponse:
    form = CannedReplyForm(request.POST or None, instance=reply)
    if not form.is_valid():
        context = {"form": form, "reply": reply}
        return render(request, "moderation/team/reply.html", context, status=422 if form.errors else 200)
    actions.save_reply(form.instance, moderator=request.user, now=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("moderation:replies")
