"""What a member does with the texts that a helper wrote for them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.accounts.decorators import MemberRequest, member_required
from community.carers import actions
from community.carers.models import OfferedDraft
from community.drafts.places import address_of


def draft_for(request: MemberRequest, pk: int) -> OfferedDraft:
    return get_object_or_404(OfferedDraft.objects.visible_to(request.user).select_related("arrangement"), pk=pk)


@require_POST
@member_required
def take(request: MemberRequest, pk: int) -> HttpResponse:
    """To the page where it can be read, changed and posted."""
    found = draft_for(request, pk)
    if actions.take_draft(found, member=request.user, now=timezone.now()):
        messages.success(request, _("This is your draft now. Read it, change it, and post it if you like it."))
        return redirect(address_of(found.key) or "drafts:list")
    messages.info(request, _("You have begun a text of your own there. Both are kept: here you see them."))
    return redirect("drafts:list")


@require_POST
@member_required
def throw_away(request: MemberRequest, pk: int) -> HttpResponse:
    found = draft_for(request, pk)
    actions.throw_away(found, member=request.user)
    messages.success(request, _("The draft is gone."))
    return redirect(found.arrangement)
