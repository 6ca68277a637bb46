"""Two who change the words of one post in the same moment: the index has those of both."""

import pytest

from community.forum.models import Post, Thread
from community.search.asking import read
from community.search.queries import find_posts
from tests.concurrency import while_held
from tests.factories import NOON
from tests.forum.factories import make_thread

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada, title="Morning", body="A needle.")


def test_a_title_that_changes_while_the_words_do(thread, ada):
    words = Post.objects.filter(thread=thread)
    title = Thread.objects.filter(pk=thread.pk)

    with while_held(lambda: words.update(body_html="<p>A pin.</p>"), lambda: title.update(title="Evening")):
        pass

    assert find_posts(ada, read("evening pin"), now=NOON) == [thread.posts.get()]


def test_words_that_change_while_the_title_does(thread, ada):
    words = Post.objects.filter(thread=thread)
    title = Thread.objects.filter(pk=thread.pk)

    with while_held(lambda: title.update(title="Evening"), lambda: words.update(body_html="<p>A pin.</p>")):
        pass

    assert find_posts(ada, read("evening pin"), now=NOON) == [thread.posts.get()]
