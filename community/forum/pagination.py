"""Pages of a thread, cut by post number: page 250 costs what page 1 costs, because no row is skipped over."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property

from community.forum.models import Post, Thread

POSTS_PER_PAGE = 20


def page_with(number: int) -> int:
    """The page on which the post with this number stands."""
    return (number - 1) // POSTS_PER_PAGE + 1


class PostPages(Paginator):
    def __init__(self, thread: Thread) -> None:
        self.thread, self.posts = thread, thread.posts.for_page()
        super().__init__(self.posts, POSTS_PER_PAGE)

    @cached_property
    def count(self) -> int:
        return self.thread.post_count

    def page(self, number: Any) -> "Page[Post]":
        number = self.validate_number(number)
        before = (number - 1) * self.per_page
        return Page(list(self.posts.filter(number__gt=before, number__lte=before + self.per_page)), number, self)
