"""Boards, threads and posts: reading, starting, answering."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.core.pagination import page_of
from community.core.text import render_markdown
from community.forum import actions
from community.forum.forms import PostForm, ReplyForm, ThreadForm
from community.forum.models import Board, Post, Thread
from community.forum.pagination import PostPages, page_with
from community.forum.permissions import can_reply, can_start_thread
from community.groups.permissions import can_moderate

THREADS_PER_PAGE = 20


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("group"), slug=slug)
    threads = found.threads.for_list().latest_first()
    if request.user.is_authenticated:
        threads = threads.with_unread(request.user)
    page = page_of(threads, request, THREADS_PER_PAGE)
    return render(request, "forum/board.html", {"board": found, "page": page})


@member_required
def new_thread(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("group"), slug=slug)
    if request.method != "POST":
        return new_thread_page(request, found, ThreadForm(group=found.group))
    form = ThreadForm(request.POST, group=found.group)
    if not form.is_valid() or "preview" in request.POST:
        return new_thread_page(request, found, form)
    try:
        thread = actions.start_thread(board=found, author=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied:
        return new_thread_page(request, found, form, status=403)
    return redirect(thread)


def new_thread_page(request: HttpRequest, found: Board, form: ThreadForm, *, status: int = 200) -> HttpResponse:
    may_write = can_start_thread(request.user, found, now=timezone.now())
    context = {"board": found, "form": form, "preview_html": preview_of(request, form), "may_write": may_write}
    return render(request, "forum/new_thread.html", context, status=422 if form.errors else status)


@require_safe
def thread(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = thread_for(request, pk)
    if "unread" in request.GET or "last" in request.GET:
        return redirect(address_of(wanted_post(found, unread="unread" in request.GET)))
    if slug != found.slug:
        return redirect(same_query(request, found))
    return thread_page(request, found, ReplyForm(group=found.board.group))


def thread_for(request: HttpRequest, pk: int) -> Thread:
    """The thread as this person sees it, with how far they have read."""
    threads = Thread.objects.visible_to(request.user).for_page()
    if request.user.is_authenticated:
        threads = threads.with_unread(request.user)
    return get_object_or_404(threads, pk=pk)


def wanted_post(found: Thread, *, unread: bool) -> Post:
    """The first unread post if that is asked for and there is one, otherwise the last."""
    first_unread = (getattr(found, "read_number", None) or 0) + 1
    number = min(first_unread, found.post_count) if unread else found.post_count
    return found.posts.get(number=number)


def address_of(post: Post) -> str:
    """The page on which the post stands now, opened at the post."""
    page = page_with(post.number)
    return f"{post.thread.get_absolute_url()}{f'?page={page}' if page > 1 else ''}#post-{post.pk}"


def same_query(request: HttpRequest, found: Thread) -> str:
    query = request.META["QUERY_STRING"]
    return f"{found.get_absolute_url()}{f'?{query}' if query else ''}"


def thread_page(request: HttpRequest, found: Thread, form: ReplyForm, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    page = PostPages(found).get_page(request.GET.get("page"))
    read_number = found.post_count  # nothing is new to a visitor
    if request.user.is_authenticated:
        read_number = getattr(found, "read_number", None) or 0
        if read_number < page.end_index():
            actions.mark_read(thread=found, member=request.user, number=page.end_index(), now=now)
    moderates = can_moderate(request.user, found.board.group)
    context = {
        "thread": found,
        "heading": found.title if moderates else str(found),
        "page": page,
        "read_number": read_number,
        "reader_id": request.user.pk,
        "form": form,
        "preview_html": preview_of(request, form),
        "may_write": can_reply(request.user, found, now=now),
        "moderates": moderates,
    }
    return render(request, "forum/thread.html", context, status=422 if form.errors else status)


def preview_of(request: HttpRequest, form: PostForm) -> str:
    """What the text would look like, when that was asked for and there is one."""
    asked = form.is_bound and "preview" in request.POST
    return render_markdown(form.cleaned_data.get("body", "")) if asked else ""


@member_required
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    found = thread_for(request, pk)
    if request.method != "POST":
        return redirect(same_query(request, found))
    form = ReplyForm(request.POST, group=found.board.group)
    if not form.is_valid() or "preview" in request.POST:
        return thread_page(request, found, form)
    try:
        post = actions.add_reply(thread=found, author=request.user, now=timezone.now(), **form.cleaned_data)
    except PermissionDenied:
        return thread_page(request, found, form, status=403)
    return redirect(address_of(post))


@require_safe
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A post's own address leads to the page on which it stands now."""
    posts = Post.objects.visible_to(request.user).select_related("thread")
    return redirect(address_of(get_object_or_404(posts, pk=pk)))
