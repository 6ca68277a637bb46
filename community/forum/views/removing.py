"""Authors remove a post, and take that back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.forum import actions
from community.forum.views.more import more_page, post_for
from community.forum.views.threads import address_of


@require_POST
@member_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    actions.remove_post(post_for(request, pk), author=request.user, now=timezone.now())
    return redirect("forum:more", pk)


@require_POST
@member_required
def undo_remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = post_for(request, pk)
    try:
        actions.undo_removal(found, author=request.user, now=timezone.now())
    except PermissionDenied:
        return more_page(request, found, status=403, undo_is_over=True)
    return redirect(address_of(found))
