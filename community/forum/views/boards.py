"""Lists of threads: of a board, of a group, and everything that is not read yet."""

from django.core.paginator import Page
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.forum.lists import ORDERS, SHOWN, Wish, news_for
from community.forum.models import Board, Thread
from community.forum.pagination import ThreadPages
from community.forum.querysets import ThreadQuerySet
from community.forum.rows import rows_of
from community.groups.models import SupportGroup
from community.groups.permissions import can_moderate


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Board.objects.visible_to(request.user).select_related("group"), slug=slug)
    wish = Wish.of(request.GET)
    threads = found.threads.published()
    page = page_of_threads(request, threads, wish, count=found.thread_count if wish.is_plain else None)
    plain_start = page.number == 1 and wish == Wish()
    context = {
        "board": found,
        "page": page,
        "rows": rows_of(page),
        "moderates": can_moderate(request.user, found.group) if request.user.is_authenticated else False,
        "pinned": rows_of(rows_for(request, threads.pinned(timezone.now()))) if plain_start else [],
        **choices(request, wish),
    }
    return render(request, "forum/board.html", context)


@require_safe
def group_threads(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that is written in a group, whatever the board."""
    group = get_object_or_404(SupportGroup.objects.visible_to(request.user), slug=slug)
    wish = Wish.of(request.GET)
    threads = Thread.objects.visible_to(request.user).published().filter(board__group=group)
    known = group.boards.aggregate(number=Sum("thread_count"))["number"] if wish.is_plain else None
    page = page_of_threads(request, threads, wish, count=known)
    context = {"group": group, "page": page, "rows": rows_of(page), **choices(request, wish)}
    return render(request, "forum/group_threads.html", context)


@require_safe
@member_required
def unread(request: MemberRequest) -> HttpResponse:
    """What is new for me, in all my groups."""
    keys = news_for(request.user, now=timezone.now()).latest_first()
    pages = ThreadPages(keys, rows_for(request, Thread.objects.visible_to(request.user)))
    page = pages.get_page(request.GET.get("page"))
    return render(request, "forum/unread.html", {"page": page, "rows": rows_of(page)})


def page_of_threads(
    request: HttpRequest, threads: ThreadQuerySet, wish: Wish, *, count: int | None = None
) -> "Page[Thread]":
    member = request.user if request.user.is_authenticated else None
    keys = wish.among(threads.wanted_by(request.user), member=member, now=timezone.now())
    if member is not None and member.notes_left_out:
        count = None  # what is left out is not counted either
    return ThreadPages(keys, rows_for(request, threads), count=count).get_page(request.GET.get("page"))


def rows_for(request: HttpRequest, threads: ThreadQuerySet) -> ThreadQuerySet:
    """With the columns of a list, and for members what is new."""
    rows = threads.wanted_by(request.user).for_list()
    return rows.with_unread(request.user, now=timezone.now()) if request.user.is_authenticated else rows


def choices(request: HttpRequest, wish: Wish) -> dict[str, object]:
    """The links above a list: address, words, whether it is the chosen one."""
    shown = SHOWN if request.user.is_authenticated else {key: SHOWN[key] for key in ("", "unanswered")}
    return {
        "wish": wish,
        "shown": [(f"?show={key}&order={wish.order}", label, key == wish.show) for key, label in shown.items()],
        "orders": [
            (f"?show={wish.show}&order={key}", label, key == wish.order) for key, (label, _keys) in ORDERS.items()
        ],
    }
