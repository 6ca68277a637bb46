"""Block whoever wrote a post; whom one blocked, and the way back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.actions import unblock as undo_block
from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import Block
from community.core.pagination import page_of
from community.forum.actions.blocking import block_writer
from community.forum.blocks import rows_of
from community.forum.models import Alias
from community.forum.views.more import post_for
from community.forum.views.threads import address_of

BLOCKS_PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def block(request: MemberRequest, pk: int) -> HttpResponse:
    """What it means, and the button; for words of others that have a place in the thread."""
    found = post_for(request, pk)
    if found.author_id == request.user.pk or found.number is None:
        raise Http404
    if request.method != "POST":
        context = {"post": found, "is_alias": isinstance(found.byline, Alias), "back": address_of(found)}
        return render(request, "forum/block.html", context)
    block_writer(found, blocker=request.user, now=timezone.now())
    messages.success(request, _("You blocked %(name)s.") % {"name": found.byline})
    return redirect(address_of(found))


@require_safe
@member_required
def blocked(request: MemberRequest) -> HttpResponse:
    mine = Block.objects.visible_to(request.user).select_related("blocked", "under_alias__alias")
    page = page_of(mine.order_by("-created_at", "-pk"), request, BLOCKS_PER_PAGE)
    return render(request, "forum/blocked.html", {"page": page, "rows": rows_of(page, blocker=request.user)})


@require_POST
@member_required
def unblock(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Block.objects.visible_to(request.user), pk=pk)
    [row] = rows_of([found], blocker=request.user)
    undo_block(found, blocker=request.user)
    messages.success(request, _("You no longer block %(name)s.") % {"name": row.name})
    return redirect("forum:blocked")
