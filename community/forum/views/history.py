"""What a post said before it was edited."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.team_factor import ask_of_team_unless_own
from community.core.pagination import page_of
from community.forum import actions
from community.forum.history import entries_of
from community.forum.models import Post, Revision
from community.forum.permissions import may_edit
from community.forum.querysets import RevisionQuerySet
from community.forum.reader import Reader
from community.forum.views.more import post_for
from community.forum.views.threads import address_of

REVISIONS_PER_PAGE = 5  # each may take a tenth of a second to compare


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    return history_page(request, *revisions_for(request, pk))


def revisions_for(request: HttpRequest, pk: int) -> tuple[Post, RevisionQuerySet]:
    found = post_for(request, pk)
    return found, Revision.objects.visible_to(request.user).filter(post=found).newest_first()


def history_page(request: HttpRequest, found: Post, revisions: RevisionQuerySet, *, status: int = 200) -> HttpResponse:
    """Of a post that was never edited, or whose text this person may not read, there is none."""
    reader = Reader.of(request.user, found.thread)
    page = page_of(revisions, request, REVISIONS_PER_PAGE)
    if not (rows := list(page)):
        raise Http404
    readable = revisions if reader.moderates else revisions.shown()
    older = readable.filter(number__lt=rows[-1].number).first()
    context = {
        "post": found,
        "thread": found.thread,
        "reader": reader,
        "page": page,
        "entries": entries_of(found, rows, older=older, reader=reader, ends_now=page.number == 1),
        "may_edit": may_edit(request.user, found, role=reader.role, now=timezone.now()),
        "is_refused": status == 403,
        "back": address_of(found),
    }
    return render(request, "forum/history.html", context, status=status)


@require_POST
@member_required
def hide(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    found, revisions = revisions_for(request, pk)
    revision = revision_in(found, revisions, number)
    ask_of_team_unless_own(request, author=found.author_id)
    try:
        actions.hide_revision(revision, member=request.user, now=timezone.now())
    except PermissionDenied:
        return history_page(request, found, revisions, status=403)
    return redirect("forum:history", pk)


@require_POST
@member_required
def show(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    found, revisions = revisions_for(request, pk)
    actions.show_revision(revision_in(found, revisions, number), moderator=request.user)
    return redirect("forum:history", pk)


def revision_in(found: Post, revisions: RevisionQuerySet, number: int) -> Revision:
    revision = get_object_or_404(revisions, number=number)
    revision.post = found
    return revision
