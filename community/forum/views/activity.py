"""What one member wrote under their own name, as far as the reader may see it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.core.pagination import page_of
from community.forum.models import Post

POSTS_PER_PAGE = 20


@require_safe
@member_required
def posts_of_member(request: MemberRequest, username: str) -> HttpResponse:
    """Never what they wrote under another name, not even for themselves: somebody may look over their shoulder."""
    person = get_object_or_404(User.objects.visible_to(request.user), username__iexact=username)
    posts = Post.objects.visible_to(request.user).wanted_by(request.user).shown().filter(author=person, alias=None)
    listed = posts.select_related("thread__board").defer("body").order_by("-published_at", "-pk")
    context = {"person": person, "page": page_of(listed, request, POSTS_PER_PAGE)}
    return render(request, "forum/activity.html", context | {"is_blocked": person.pk in request.user.names_blocked})
