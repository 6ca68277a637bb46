import pytest

from community.forum.models import Post
from community.forum.pagination import PostPages, page_with
from community.forum.reader import Reader
from tests.factories import NOON
from tests.forum.factories import make_thread

VISITOR = Reader(None, None, moderates=False, read_number=0)


@pytest.fixture
def thread(group, ada):
    """45 posts: three pages, the last with five."""
    thread = make_thread(group=group, author=ada)
    Post.objects.bulk_create(
        Post(thread=thread, number=number, author=ada, body="T", body_html="T", created_at=NOON, published_at=NOON)
        for number in range(2, 46)
    )
    thread.post_count = 45
    return thread


@pytest.mark.parametrize(("number", "page"), [(1, 1), (20, 1), (21, 2), (40, 2), (41, 3)])
def test_page_with_a_post(number, page):
    assert page_with(number) == page


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [(1, range(1, 21)), (2, range(21, 41)), (3, range(41, 46)), ("nonsense", range(1, 21)), (99, range(41, 46))],
)
def test_page_holds_its_twenty_posts(thread, asked, numbers):
    assert [post.number for post in PostPages(thread, VISITOR).get_page(asked)] == list(numbers)


def test_deep_page_skips_no_rows(thread, django_assert_num_queries):
    with django_assert_num_queries(1) as queries:
        PostPages(thread, VISITOR).get_page(3)

    assert "OFFSET" not in queries[0]["sql"]
    assert "COUNT" not in queries[0]["sql"]
