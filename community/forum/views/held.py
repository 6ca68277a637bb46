"""Posts that wait until they appear, for the moderators of their group."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.forum.actions.holding import release_post, withhold_post
from community.forum.forms.team import WithholdForm
from community.forum.models import Post
from community.forum.waiting import held_in, once_held_in
from community.groups.models import SupportGroup
from community.groups.querysets import moderated_by

POSTS_PER_PAGE = 10


@require_safe
@member_required
def held(request: MemberRequest, slug: str) -> HttpResponse:
    return held_page(request, group_to_moderate(request, slug))


def group_to_moderate(request: MemberRequest, slug: str) -> SupportGroup:
    """For everybody else the page does not exist."""
    groups = SupportGroup.objects.visible_to(request.user).filter(moderated_by(request.user))
    return get_object_or_404(groups, slug=slug)


def held_page(request: MemberRequest, group: SupportGroup, form: WithholdForm | None = None) -> HttpResponse:
    """Each post with its own form; `form` is the one that came back."""
    page = page_of(held_in(group), request, POSTS_PER_PAGE)
    for post in page:
        post.form = form if form and form.prefix == prefix_of(post) else WithholdForm(prefix=prefix_of(post))
    return render(request, "forum/held.html", {"group": group, "page": page, "form": form}, status=422 if form else 200)


def prefix_of(post: Post) -> str:
    return f"post-{post.pk}"


@require_POST
@member_required
def release(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    group = group_to_moderate(request, slug)
    post = get_object_or_404(once_held_in(group), pk=pk)
    if release_post(post, moderator=request.user, now=timezone.now()):
        messages.success(request, _("The post has appeared."))
    else:
        messages.info(request, _("Somebody has decided about this post already."))
    return redirect("forum:held", group.slug)


@require_POST
@member_required
def withhold(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    group = group_to_moderate(request, slug)
    post = get_object_or_404(once_held_in(group), pk=pk)
    form = WithholdForm(request.POST, prefix=prefix_of(post))
    if not form.is_valid():
        return held_page(request, group, form)
    if withhold_post(post, moderator=request.user, now=timezone.now(), **form.cleaned_data):
        messages.success(request, _("The post does not appear. Its author has been told why."))
    else:
        messages.info(request, _("Somebody has decided about this post already."))
    return redirect("forum:held", group.slug)
