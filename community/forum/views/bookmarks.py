"""Places one wants to find again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.core.text import plain_text
from community.forum.actions.bookmarks import keep_bookmark, remove_bookmark
from community.forum.blocks import Blocked, blocked_by
from community.forum.forms.keeping import BookmarkForm
from community.forum.models import Bookmark
from community.forum.views.more import more_page, post_for

BOOKMARKS_PER_PAGE = 20
EXCERPT = 160  # characters


@require_safe
@member_required
def bookmark_list(request: MemberRequest) -> HttpResponse:
    mine = Bookmark.objects.visible_to(request.user).wanted_by(request.user).for_list()
    page = page_of(mine, request, BOOKMARKS_PER_PAGE)
    blocked = blocked_by(request.user)
    for bookmark in page:
        bookmark.excerpt = excerpt_of(request, bookmark, blocked)
    return render(request, "forum/bookmarks.html", {"page": page})


def excerpt_of(request: MemberRequest, bookmark: Bookmark, blocked: Blocked) -> str:
    """The first words, unless they are out of sight or this member finds them folded away."""
    post = bookmark.post
    folded = blocked.covers(post) or (post.content_notes | post.thread.content_notes) & ~request.user.notes_shown
    return Truncator(plain_text(post.body_html)).chars(EXCERPT) if post.is_shown and not folded else ""


@require_POST
@member_required
def bookmark(request: MemberRequest, pk: int) -> HttpResponse:
    found, form = post_for(request, pk), BookmarkForm.of(None, request.POST)
    if not form.is_valid():
        return more_page(request, found, status=422, bookmark_form=form)
    keep_bookmark(post=found, member=request.user, now=timezone.now(), **form.cleaned_data)
    return redirect(f"{reverse('forum:more', args=[pk])}#bookmark")


@require_POST
@member_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    remove_bookmark(post=post_for(request, pk), member=request.user)
    messages.success(request, _("The bookmark is removed."))
    return redirect("forum:bookmarks" if "list" in request.POST else f"{reverse('forum:more', args=[pk])}#bookmark")
