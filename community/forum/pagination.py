"""Numbered pages whose cost does not grow with their number: posts are cut by number, threads by their keys alone."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from community.core.prepared import Prepared, Slot
from community.forum.models import Post, Thread
from community.forum.reader import Reader

POSTS_PER_PAGE = 20
THREADS_PER_PAGE = 20
MOST_COUNTED = 2_000  # nobody turns a hundred pages, and counting on would cost more than showing them


def page_with(number: int) -> int:
    """The page on which the post with this number stands."""
    return (number - 1) // POSTS_PER_PAGE + 1


def posts_of_page() -> "QuerySet[Post]":
    numbered = Q(number__gt=Slot("before"), number__lte=Slot("last"))
    held = Q(number=None, author=Slot("writer"))
    return Post.objects.filter(numbered | held, thread=Slot("thread")).for_page()


POSTS = Prepared(posts_of_page)
NOBODY = 0  # no member's key


class PostPages(Paginator):
    def __init__(self, thread: Thread, reader: Reader) -> None:
        self.thread, self.reader = thread, reader
        self.left_out = 0  # posts of the page that was asked for
        self.held: list[Post] = []  # of the last page: what its writer alone sees behind the posts
        super().__init__([], POSTS_PER_PAGE)

    @cached_property
    def count(self) -> int:
        return self.thread.post_count

    def page(self, number: Any) -> "Page[Post]":
        number = self.validate_number(number)
        before = (number - 1) * self.per_page
        writer = (self.reader.pk or NOBODY) if number == self.num_pages else NOBODY
        found = POSTS(thread=self.thread.pk, before=before, last=before + self.per_page, writer=writer)
        posts = [post for post in found if post.number is not None]
        self.held = sorted((post for post in found if post.number is None), key=lambda post: post.pk)
        wanted = [post for post in posts if not self.reader.leaves_out(post)]
        self.left_out = len(posts) - len(wanted)
        return Page(wanted, number, self)


class ThreadPages(Paginator):
    """`keys` says which threads and in which order, in columns of one index; only the rows of one page are read.
    Pages behind the middle are reached from the end. Without `count` it is counted, up to a hundred pages."""

    def __init__(self, keys: "QuerySet[Thread]", rows: "QuerySet[Thread]", *, count: int | None = None) -> None:
        self.keys, self.rows, self.known_count = keys, rows, count
        super().__init__(keys, THREADS_PER_PAGE)

    @cached_property
    def count(self) -> int:
        return self.keys[:MOST_COUNTED].count() if self.known_count is None else self.known_count

    def page(self, number: Any) -> "Page[Thread]":
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = min(start + self.per_page, self.count)
        if self.known_count is not None and start > self.count // 2:
            chosen = self.keys.reverse().values("pk")[max(self.count - end, 0) : self.count - start]
        else:
            chosen = self.keys.values("pk")[start:end]
        return Page(list(self.rows.filter(pk__in=chosen).order_by(*self.keys.query.order_by)), number, self)
