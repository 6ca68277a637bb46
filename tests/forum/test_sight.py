"""An open page asks whether what stands on it can still be read: one mark, of the posts it names."""

import pytest
from django.urls import reverse

from community.forum.actions.quoting import mark_quotes
from community.forum.actions.removing import remove_post
from community.forum.models import Post
from tests.factories import NOON
from tests.forum.factories import make_replies, make_thread


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def ask(client, thread, *posts):
    return client.get(reverse("forum:sight", args=[thread.pk]), {"posts": "-".join(str(post.pk) for post in posts)})


def mark_on_page(client, thread):
    page = client.get(thread.get_absolute_url()).content.decode()
    return page.split('data-sight="')[1].split('"')[0]


def test_page_comes_with_the_mark_and_another_one_says_that_something_went(client, thread, ada, bo):
    posts = [thread.posts.get(), *make_replies(thread, bo, 2)]
    client.force_login(bo)
    before = mark_on_page(client, thread)
    assert ask(client, thread, *posts).json() == {"mark": before}

    remove_post(posts[0], author=ada, now=NOON)
    gone = ask(client, thread, *posts).json()["mark"]
    assert gone != before

    mark_quotes(posts[1], marks={"ab": [7]})
    assert ask(client, thread, *posts).json()["mark"] not in (before, gone)
    assert mark_on_page(client, Post.objects.get(pk=posts[1].pk).thread) == ask(client, thread, *posts).json()["mark"]


def test_it_tells_nothing_of_other_threads_and_of_what_is_held(client, thread, group, ada, bo):
    other = make_thread(group=group, author=ada, title="Another")
    client.force_login(bo)
    mine = thread.posts.get()
    held = Post.objects.create(thread=thread, author=ada, body="Waits.", body_html="", created_at=NOON, held_until=NOON)

    assert ask(client, thread, mine, other.posts.get(), held).json() == ask(client, thread, mine).json()


@pytest.mark.parametrize("asked", ["", "x", "-", "7-" * 400, "99999999999999999999"])
def test_whatever_is_asked_has_an_answer(client, thread, bo, asked):
    client.force_login(bo)
    address = reverse("forum:sight", args=[thread.pk])

    assert client.get(address, {"posts": asked}).status_code == 200


def test_page_costs_two_questions_however_many_posts(client, thread, bo, django_assert_num_queries):
    posts = [thread.posts.get(), *make_replies(thread, bo, 2)]
    client.force_login(bo)
    ask(client, thread, *posts)

    for some in (posts[:1], posts):
        with django_assert_num_queries(4):  # session, reader, thread, posts
            ask(client, thread, *some)
