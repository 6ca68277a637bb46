"""One form sent twice makes one post: at once, after minutes, through a sign-in. Other words make one more."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from community.forum import actions
from community.forum.actions.writing import How
from community.forum.models import Post, Thread
from tests.concurrency import at_once
from tests.factories import NOON
from tests.forum.factories import make_board, make_thread

TEXT = "Warm tea helps me."
MINUTES = timedelta(minutes=20)


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def reply(thread, author, body=TEXT, *, form=None, now=NOON):
    return actions.add_reply(thread=thread, author=author, body=body, how=How(submit_id=form), now=now)


def start(board, author, body=TEXT, *, title="Mornings", form=None, now=NOON):
    return actions.start_thread(board=board, author=author, title=title, body=body, how=How(submit_id=form), now=now)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", [uuid4(), None])
def test_double_click_on_a_reply_is_one_post(thread, bo, form):
    posts = at_once(*[lambda: reply(thread, bo, form=form)] * 4)

    assert {post.pk for post in posts} == {thread.posts.get(number=2).pk}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", [uuid4(), None])
def test_double_click_on_a_new_thread_is_one_thread(group, ada, form):
    board = make_board(group)

    threads = at_once(*[lambda: start(board, ada, form=form)] * 4)

    assert {thread.pk for thread in threads} == {Thread.objects.get().pk}
    board.refresh_from_db()
    assert (board.thread_count, Post.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_form_for_two_places_at_once_is_one_post_in_each(group, ada):
    board, form = make_board(group), uuid4()
    one, other = (make_thread(group=group, author=ada, title=title, body=title) for title in ("One", "Other"))

    at_once(*[lambda place=place: reply(place, ada, form=form) for place in (one, other)] * 2)
    at_once(*[lambda: start(board, ada, form=form)] * 2)

    assert [place.posts.count() for place in (one, other)] == [2, 2]
    assert Thread.objects.count() == 3


def test_spaces_and_line_breaks_make_no_other_post(thread, bo):
    form = uuid4()

    posts = [reply(thread, bo, body, form=form) for body in ("Tea.\n\nRest.", "Tea.\nRest. ", " Tea. Rest.")]

    assert {post.number for post in posts} == {2}


@pytest.mark.parametrize("later", [timedelta(seconds=5), MINUTES, timedelta(days=3)])
def test_reload_is_the_same_post_however_late(thread, bo, later):
    form = uuid4()

    assert reply(thread, bo, form=form) == reply(thread, bo, form=form, now=NOON + later)
    one = start(thread.board, bo, form=form)
    assert one == start(thread.board, bo, form=form, now=NOON + later)


def test_same_words_in_a_new_form_are_a_new_post_after_a_minute(thread, bo):
    assert reply(thread, bo, form=uuid4()) == reply(thread, bo, form=uuid4(), now=NOON + timedelta(seconds=30))
    assert reply(thread, bo, form=uuid4(), now=NOON + MINUTES).number == 3


def test_way_back_and_other_words_are_another_post_and_that_one_is_one_too(thread, bo):
    form = uuid4()
    first = reply(thread, bo, "Tea.", form=form)

    second = reply(thread, bo, "Tea, and rest.", form=form, now=NOON + MINUTES)
    again = reply(thread, bo, "Tea, and rest.", form=form, now=NOON + 2 * MINUTES)

    assert [post.body for post in thread.posts.order_by("number")[1:]] == ["Tea.", "Tea, and rest."]
    assert first != second == again


def test_way_back_and_another_title_loses_no_title(thread, ada):
    form = uuid4()

    titles = [start(thread.board, ada, title=title, form=form).title for title in ("Mornigs", "Mornings")]

    assert titles == ["Mornigs", "Mornings"]


def test_post_that_was_moved_meanwhile_is_found_where_it_stands(thread, group, bo, ada):
    form = uuid4()
    post = reply(thread, bo, form=form)
    other = make_thread(group=group, author=ada, title="Another one", body="Other.")
    Post.objects.filter(pk=post.pk).update(thread=other, number=2)

    assert reply(thread, bo, form=form, now=NOON + MINUTES) == post
    assert Post.objects.filter(author=bo).count() == 1


def test_form_of_somebody_else_is_nobodys_twin(thread, ada, bo):
    form = uuid4()

    assert reply(thread, bo, form=form) != reply(thread, ada, form=form)


def test_retry_through_the_sign_in_is_one_post(client, thread, bo):
    url = reverse("forum:reply", args=[thread.pk])
    client.force_login(bo)
    page = client.get(thread.get_absolute_url())
    form = page.context["quick"].submit_id
    fields = {"body": TEXT, "submit_id": str(form)}
    first = client.post(url, fields)
    client.logout()

    assert client.post(url, fields).status_code == 302
    kept = client.session["kept"]
    client.force_login(bo)
    second = client.post(kept["url"], dict(kept["fields"]))

    assert first["Location"] == second["Location"]
    assert thread.posts.count() == 2


def test_page_that_comes_back_keeps_its_id(client, thread, bo):
    client.force_login(bo)
    form = uuid4()

    page = client.post(reverse("forum:reply", args=[thread.pk]), {"body": "", "submit_id": str(form)})

    assert f'name="submit_id" value="{form}"' in page.content.decode()


def test_each_page_brings_its_own_id_without_a_word_about_it(client, thread, bo):
    client.force_login(bo)
    pages = [client.get(thread.get_absolute_url()) for _look in range(2)]

    assert len({page.context["quick"].submit_id for page in pages}) == 2
    assert "Submit id" not in pages[0].content.decode()
