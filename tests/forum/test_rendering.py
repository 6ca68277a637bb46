"""What is stored is what the preview showed, and what an older renderer made is made anew, once."""

import logging

import pytest
from django.urls import reverse

from community.core.text import RENDERER
from community.forum import actions
from community.forum.actions import rendering
from community.forum.actions.editing import Words
from community.forum.models import FormField, Post
from community.forum.tasks import render_old_posts
from tests.factories import NOON
from tests.forum.factories import make_board, make_thread

CORPUS = [
    "Plain words.\n\nAnd a second paragraph,\nwith a line break.",
    "Thank you, @bo and @Ada. Not @eve-who-never-was, not me@bo.example.",
    "| Day | Pulls |\n| --- | ---: |\n| Monday | 3 |\n| Tuesday | *5* |",
    "Careful:\n\n>! How the operation ended.\n>! More of it, for @bo.\n\nAfter it.",
    "> [Bo wrote](/posts/1/):\n>\n> Warm tea helps.\n\nIt does.",
    "# A heading\n\n1. one\n2. two\n   - three\n\n---\n\n`code` and https://example.org/a_b_c",
    "<script>alert(1)</script> **<b>bold</b>** [a](javascript:alert(1)) ![x](https://example.org/x.png)",
    "\u202eturned\u202c and zero\u200bwidth\r\nand a carriage return",
]


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada, body="Calm, says @bo.")


def made_by_an_older_one(*posts):
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(renderer=RENDERER - 1, body_html="<p>Old.</p>")


def stored(post):
    return Post.objects.values_list("body_html", "renderer").get(pk=post.pk)


@pytest.mark.parametrize("body", CORPUS)
def test_preview_of_a_thread_is_what_is_posted(client, group, ada, bo, body):
    board = make_board(group)
    client.force_login(ada)
    address, typed = reverse("forum:new_thread", args=[board.slug]), {"title": "Mornings", "body": body}

    preview = client.post(address, {**typed, "preview": "1"}).context["preview_html"]
    client.post(address, typed)

    assert preview == stored(Post.objects.get())[0] != ""


@pytest.mark.parametrize("body", CORPUS)
def test_preview_of_an_edit_is_what_is_saved(client, thread, ada, bo, body):
    client.force_login(ada)
    post = thread.posts.get()
    address, typed = reverse("forum:edit", args=[post.pk]), {"title": "A", "body": body, "edit_count": 0}

    preview = client.post(address, {**typed, "preview": "1"}).context["preview_html"]
    client.post(address, typed)

    assert preview == stored(post)[0] != ""


def test_preview_of_answers_is_what_is_posted(client, group, ada, bo):
    board = make_board(group)
    question = FormField.objects.create(board=board, label="Since when?")
    client.force_login(ada)
    address = reverse("forum:new_thread", args=[board.slug])
    typed = {"title": "Mornings", f"answer_{question.pk}": "*May*", "body": "Hello @bo"}

    preview = client.post(address, {**typed, "preview": "1"}).context["preview_html"]
    client.post(address, typed)

    assert preview == stored(Post.objects.get())[0]
    assert "<dt>" in preview


@pytest.mark.parametrize("body", CORPUS)
def test_rendered_once_more_it_is_the_same(thread, ada, bo, body):
    post = actions.add_reply(thread=thread, author=ada, body=body, now=NOON)
    before = stored(post)
    made_by_an_older_one(post)

    assert rendering.render_old_posts() == 1
    assert stored(post) == before


def test_nothing_is_done_twice(thread, django_assert_num_queries):
    made_by_an_older_one(thread.posts.get())

    assert render_old_posts() == 1
    with django_assert_num_queries(1):
        assert render_old_posts() == 0


def test_answers_are_made_anew_as_a_card(thread):
    post = thread.posts.get()
    Post.objects.filter(pk=post.pk).update(answers=[["Since when?", "May"]])
    made_by_an_older_one(post)

    render_old_posts()
    assert "<dt>" in stored(post)[0]


def test_oldest_first_in_small_parts(thread, ada):
    posts = [actions.add_reply(thread=thread, author=ada, body=f"Reply {count}.", now=NOON) for count in range(5)]
    made_by_an_older_one(*posts)

    assert rendering.render_old_posts(most=2) == 2
    assert [stored(post)[1] for post in posts] == [RENDERER, RENDERER, *[RENDERER - 1] * 3]


def test_edit_in_the_meantime_wins(thread, ada):
    post = thread.posts.get()
    made_by_an_older_one(post)
    stale = Post.objects.select_related("thread__board__group").get(pk=post.pk)
    actions.edit_post(post, editor=ada, words=Words("New words.", "Title"), version=0, now=NOON)
    Post.objects.update(renderer=RENDERER - 1)  # saved by a worker of the old kind

    assert rendering.render_once_more(stale) is False
    assert stored(post) == ("<p>New words.</p>\n", RENDERER - 1)
    assert render_old_posts() == 1


def test_hidden_and_held_posts_are_made_anew_too(thread, ada, mo):
    post = thread.posts.get()
    actions.hide_post(post, moderator=mo, reason="Reason.", now=NOON)
    made_by_an_older_one(post)

    assert render_old_posts() == 1


def test_one_that_cannot_be_made_anew_stops_no_other(thread, ada, caplog):
    post, broken = thread.posts.get(), actions.add_reply(thread=thread, author=ada, body="More.", now=NOON)
    Post.objects.filter(pk=broken.pk).update(answers=[["only a label"]])  # no action writes such a row
    made_by_an_older_one(post, broken)

    with caplog.at_level(logging.ERROR):
        assert render_old_posts() == 1
    assert stored(broken) == ("<p>Old.</p>", RENDERER - 1)
    assert "More." not in caplog.text
