"""A thread: its pages, the way to the first unread post, and each post's own address."""

from datetime import datetime

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.models import User
from community.forum import actions
from community.forum.ballots import ballot_of
from community.forum.beside import add_events, beside
from community.forum.cards import Acts, cards_of
from community.forum.levels_in_words import told_of_thread
from community.forum.models import Post, Thread
from community.forum.pagination import PostPages, page_with
from community.forum.permissions import may_reply
from community.forum.reader import Reader, thread_as_seen_by
from community.forum.sight import mark_of
from community.forum.views.offers import offers_in
from community.forum.views.quick_reply import quick_reply
from community.notifications.context_processors import count_of, forget_count


@require_safe
def thread(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = thread_for(request, pk)
    if found.merged_into is not None:
        return redirect(found.merged_into, permanent=True)
    if "unread" in request.GET or "last" in request.GET:
        return redirect(address_of(wanted_post(found, unread="unread" in request.GET)))
    if slug != found.slug:
        return redirect(same_query(request, found))
    if reader_of(request, found).leaves_out_thread(found):
        return render(request, "forum/left_out.html", {"thread": found})
    return thread_page(request, found)


def thread_for(request: HttpRequest, pk: int) -> Thread:
    """The thread as this person sees it, with their role in the group and how far they have read."""
    found = thread_as_seen_by(request.user, pk)
    if found is None:
        raise Http404
    return found


def wanted_post(found: Thread, *, unread: bool) -> Post:
    """The first unread post if that is asked for and there is one, otherwise the last."""
    first_unread = (getattr(found, "read_number", None) or 0) + 1
    number = min(first_unread, found.post_count) if unread else found.post_count
    return found.posts.filter(number=number).first() or found.posts.latest("pk")


def address_of(post: Post) -> str:
    """The page on which the post stands now, opened at the post."""
    page = page_with(post.number or 1)
    return f"{post.thread.get_absolute_url()}{f'?page={page}' if page > 1 else ''}#post-{post.pk}"


def same_query(request: HttpRequest, found: Thread) -> str:
    query = request.META["QUERY_STRING"]
    return f"{found.get_absolute_url()}{f'?{query}' if query else ''}"


def reader_of(request: HttpRequest, found: Thread) -> Reader:
    """Who sends a text into a thread they leave out has opened it before."""
    reader = Reader.of(request.user, found, anyway="anyway" in request.GET)
    if request.method == "POST" and reader.leaves_out_thread(found):
        return Reader.of(request.user, found, anyway=True)
    return reader


def thread_page(request: HttpRequest, found: Thread) -> HttpResponse:
    now = timezone.now()
    reader = reader_of(request, found)
    pages = PostPages(found, reader)
    page = pages.get_page(request.GET.get("page"))
    if reader.member is not None and reader.read_number < page.end_index():
        mark_seen(request, reader.member, found, number=page.end_index(), now=now)
    offers = offers_in(request, found)
    may_write = may_reply(request.user, found, role=reader.role, now=now) or bool(offers and offers.options)
    if getattr(found, "has_events", True):
        add_events(page, thread=found, user=request.user)
    prefetch_related_objects([post for post in page.object_list if post.picture_count], "pictures")
    acts = Acts(reader=reader, page=page.number, may_write=may_write)
    context = {
        "thread": found,
        "heading": found.title if reader.moderates else str(found),
        "page": page,
        "sight": mark_of(found, [*page, *pages.held]),
        "cards": cards_of([*page, *pages.held], thread=found, reader=reader, acts=acts),
        "reader": reader,
        "told": told_of_thread(found) if reader.member else None,
        "ballot": ballot_of(found, reader, request.user, now=now) if page.number == 1 else None,
        "may_write": may_write,
        "quick": quick_reply(request, found, offers=offers) if may_write else None,
        **beside(thread=found, reader=reader, user=request.user, now=now),
    }
    return render(request, "forum/thread.html", context)


def mark_seen(request: HttpRequest, member: User, found: Thread, *, number: int, now: datetime) -> None:
    first, has_notices = found.read_number is None, count_of(request) > 0  # type: ignore[attr-defined]
    actions.mark_read(thread=found, member=member, number=number, now=now, first=first, has_notices=has_notices)
    if has_notices:
        forget_count(request)


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post's own address leads to the page on which it stands now."""
    posts = Post.objects.visible_to(request.user).select_related("thread")
    return redirect(address_of(get_object_or_404(posts, pk=pk)))
