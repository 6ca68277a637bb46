"""Who could use a reply: no one shall write into the empty."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.forum.waiting import rows_of, unanswered_for

POSTS_PER_PAGE = 20


@require_safe
@member_required
def unanswered(request: MemberRequest) -> HttpResponse:
    page = page_of(unanswered_for(request.user, now=timezone.now()), request, POSTS_PER_PAGE)
    posts = rows_of(request.user, [pk for pk, _published_at in page])
    return render(request, "forum/unanswered.html", {"page": page, "posts": posts})
