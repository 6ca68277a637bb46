"""What a file asks of the database does not grow with its rows."""

import pytest

from community.forum.actions import edit_post
from community.forum.actions.editing import Words
from community.forum.models import Post, Revision
from community.privacy.export.rows import rows
from tests.factories import NOON
from tests.forum.factories import make_thread


def edited(author, group, number):
    for count in range(number):
        post = make_thread(group=group, author=author, title=f"Morning {count}").posts.get()
        edit_post(post, editor=author, words=Words("Not so calm.", f"Morning {count}"), version=0, now=NOON)


@pytest.mark.parametrize("number", [1, 3])
def test_posts_and_their_earlier_wordings_cost_the_same_for_any_number(ada, group, number, django_assert_num_queries):
    edited(ada, group, number)

    with django_assert_num_queries(3):  # the posts, their threads, the titles one may read
        assert len(list(rows(Post, ada))) == number
    with django_assert_num_queries(2):  # the wordings, their posts
        assert len(list(rows(Revision, ada))) == 2 * number
