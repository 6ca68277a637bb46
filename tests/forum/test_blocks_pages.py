"""The page that blocks the writer of a post, the page that lists and undoes, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.accounts import actions as accounts
from community.accounts.models import Block
from community.forum import actions
from community.forum.actions.blocking import block_writer
from community.forum.actions.writing import How
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_replies, make_thread


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def html(client, address):
    return client.get(address).content.decode()


def say(thread, author, body="Zebra words.", **how):
    return actions.add_reply(thread=thread, author=author, body=body, how=How(**how), now=NOON)


def block(member, *, by):
    return accounts.block(member, blocker=by, now=NOON)


def test_block_page_of_a_post_blocks_its_name(client, thread, ada, bo):
    post = say(thread, bo)
    client.force_login(ada)
    assert f"/posts/{post.pk}/block/" in html(client, f"/posts/{post.pk}/more/")
    assert "Bo is not told." in html(client, f"/posts/{post.pk}/block/")

    response = client.post(f"/posts/{post.pk}/block/", follow=True)

    assert f"#post-{post.pk}" in response.redirect_chain[0][0]
    assert "You blocked Bo." in response.content.decode()
    assert "Look at it, or undo it" in html(client, f"/posts/{post.pk}/more/")
    client.post(f"/posts/{post.pk}/block/")
    assert Block.objects.get().by_name


def test_own_held_and_private_posts_have_no_such_page(client, group, thread, ada, bo, eve):
    own, held = thread.posts.get(), say(thread, make_newcomer(group), "https://example.org")
    private = make_group("quiet", privacy="private")
    join(private, bo)
    inside = make_thread(group=private, author=bo).posts.get()
    client.force_login(ada)

    for post in (own, held, inside):
        assert client.get(f"/posts/{post.pk}/block/").status_code == 404
        assert client.post(f"/posts/{post.pk}/block/").status_code == 404
    assert "/block/" not in html(client, f"/posts/{own.pk}/more/")
    assert not Block.objects.exists()


def make_newcomer(group):
    member = make_user("Newcomer", date_joined=NOON)
    join(group, member)
    return member


def test_visitor_is_not_offered_it(client, ada):
    public = make_group("open", privacy="public")
    join(public, ada)
    post = make_thread(group=public, author=ada).posts.get()

    assert "/block/" not in html(client, f"/posts/{post.pk}/more/")
    assert client.get(f"/posts/{post.pk}/block/").status_code == 302


def test_list_is_ones_own_and_others_cannot_undo_it(client, ada, bo, eve):
    row = block(bo, by=ada)
    client.force_login(ada)
    assert 'href="/members/Bo/"' in html(client, "/settings/blocked/")
    assert "/settings/blocked/" in html(client, "/settings/")

    for member in (bo, eve):
        client.force_login(member)
        assert "You have blocked nobody." in html(client, "/settings/blocked/")
        assert client.post(f"/settings/blocked/{row.pk}/undo/").status_code == 404
    assert client.get(f"/settings/blocked/{row.pk}/undo/").status_code == 405
    assert Block.objects.exists()
    client.logout()
    assert client.get("/settings/blocked/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_for_any_length(client, thread, ada, bo, rows, django_assert_num_queries):
    for number in range(rows):
        member = make_user(f"Guest{number}")
        join(thread.board.group, member)
        block(member, by=ada)
        block_writer(say(thread, member, as_alias=True), blocker=ada, now=NOON)
    client.force_login(ada)

    with django_assert_num_queries(6):  # session, user, count, blocks, threads, notices
        response = client.get("/settings/blocked/")

    assert response.content.decode().count("list-rows__item") == 2 * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_thread_costs_two_queries_more_only_for_whoever_blocks(
    client, thread, ada, bo, eve, rows, django_assert_num_queries
):
    make_replies(thread, bo, rows - 1)
    client.force_login(ada)
    client.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as before:
        client.get(thread.get_absolute_url())

    block(eve, by=ada)

    with django_assert_num_queries(len(before) + 2):  # names of members, other names
        client.get(thread.get_absolute_url())
