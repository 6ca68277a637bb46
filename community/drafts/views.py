"""A composer saves here as it is typed into; and a member's own list of what waits."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.consents import NotAgreed
from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.drafts import actions
from community.drafts.composing import clock, is_the_writer, keep
from community.drafts.models import Draft

PER_PAGE = 20
CONFLICT, TOO_LONG = 409, 413


@require_POST
def save(request: HttpRequest, key: str) -> JsonResponse:
    """Answered in JSON, to the signed-out as well: a script asks, and its page keeps the text."""
    if not is_the_writer(request):
        return JsonResponse({"problem": _("Sign in again. Your text is still on the page.")}, status=403)
    try:
        draft = keep(cast(MemberRequest, request), key)
    except actions.StaleDraft as stale:
        standing = {**state_of(stale.draft), "fields": stale.draft.fields, "other": stale.other}
        return JsonResponse(standing, status=CONFLICT)
    except NotAgreed:
        problem = _("Not kept as a draft: you have not agreed to it. It is still on the page.")
        return JsonResponse({"problem": problem}, status=403)
    except actions.TooLong:
        problem = _("This is too long to be kept as a draft. It is still on the page.")
        return JsonResponse({"problem": problem}, status=TOO_LONG)
    return JsonResponse(state_of(draft))


def state_of(draft: Draft) -> dict[str, object]:
    return {"version": draft.version, "saved_at": clock(draft.saved_at)}


@require_safe
@member_required
def draft_list(request: MemberRequest) -> HttpResponse:
    mine = Draft.objects.visible_to(request.user).newest_first().prefetch_related("other_versions")
    context = {
        "page": page_of(mine.live(), request, PER_PAGE),
        "deleted": Draft.objects.visible_to(request.user).just_deleted(timezone.now()).newest_first(),
    }
    return render(request, "drafts/list.html", context)


@require_POST
@member_required
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    actions.delete_draft(draft, member=request.user, now=timezone.now())
    messages.success(request, _("The draft is deleted. You can put it back for 10 minutes."))
    return redirect("drafts:list")


@require_POST
@member_required
def put_back(request: MemberRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    if actions.put_back(draft, member=request.user, now=timezone.now()):
        messages.success(request, _("The draft is back."))
    else:
        messages.info(request, _("The 10 minutes are over. The draft is deleted."))
    return redirect("drafts:list")
