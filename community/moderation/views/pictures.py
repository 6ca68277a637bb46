"""A reported picture, for those who judge it, whether it is hidden or not."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.forum.views.pictures import served
from community.moderation.views.cases import case_of


@require_safe
@member_required
def case_picture(request: MemberRequest, pk: int) -> HttpResponse:
    found = case_of(request, pk)
    if found.picture is None:
        raise Http404
    return served(request, found.picture)
