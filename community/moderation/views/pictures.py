"""A reported picture, for those who judge it, whether it is hidden or not."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.forum.views.pictures import served
from community.moderation.models import Case


@require_safe
@member_required
def case_picture(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Case.objects.visible_to(request.user).select_related("picture"), pk=pk)
    if found.picture is None:
        raise Http404
    return served(request, found.picture)
