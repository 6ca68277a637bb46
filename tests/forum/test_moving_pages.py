"""The pages on which the team moves a thread, splits it, or puts it into another one."""

import pytest

from community.forum.models import Thread
from community.groups.models import Membership, SupportGroup
from tests.factories import NOON, join, make_group, make_moderator
from tests.forum.factories import make_board, make_replies, make_thread


def html(response):
    return response.content.decode()


@pytest.fixture
def thread(group, ada, bo):
    thread = make_thread(group=group, author=ada, title="Wind")
    make_replies(thread, bo, 3)
    return Thread.objects.get()


@pytest.fixture
def gina(group):
    """Moderates this group and no other."""
    return make_moderator(group, "Gina")


def send(client, thread, verb, **data):
    return client.post(f"/threads/{thread.pk}/team/{verb}/", data)


def test_move_goes_to_boards_one_moderates_only(client, group, thread, gina):
    client.force_login(gina)
    foreign = make_board(make_group("elsewhere"))
    secret = make_board(make_group("secret", privacy=SupportGroup.Privacy.PRIVATE))
    own = make_board(group, slug="own")

    for board in (foreign.pk, secret.pk, 999_999, thread.board_id):
        assert send(client, thread, "move", board=board).status_code == 404
    assert send(client, thread, "move", board="x").status_code == 404
    assert send(client, thread, "move", board=own.pk)["Location"] == thread.get_absolute_url()
    assert Thread.objects.get().board == own


def test_move_to_fewer_readers_needs_a_tick(client, thread, ada, gina):
    client.force_login(gina)
    private = make_group("private", privacy=SupportGroup.Privacy.PRIVATE)
    join(private, ada)
    join(private, gina, role=Membership.Role.MODERATOR)
    board = make_board(private)

    response = send(client, thread, "move", board=board.pk)
    assert response.status_code == 422
    assert "1 person who wrote here could no longer read it there." in html(response)
    assert send(client, thread, "move", board=board.pk, fewer="on").status_code == 302
    assert Thread.objects.get().board == board


def test_split_takes_the_ticked_posts_and_all_behind_the_page(client, thread, bo, gina):
    make_replies(thread, bo, 25, now=NOON.replace(hour=13))
    client.force_login(gina)
    post = {post.number: post.pk for post in thread.posts.all()}
    data = {"title": "Sun", "board": thread.board_id, "sure": "on"}

    page = html(client.get(f"/threads/{thread.pk}/team/split/"))
    assert page.count('name="posts"') == 20
    response = send(client, thread, "split", posts=[post[3]], rest="on", beyond=post[20], **data)

    own = Thread.objects.get(title="Sun")
    assert response["Location"] == own.get_absolute_url()
    assert (own.post_count, Thread.objects.get(pk=thread.pk).post_count) == (10, 19)


def test_split_says_what_is_missing_and_keeps_what_was_ticked(client, thread, gina):
    client.force_login(gina)
    first, *_, last = thread.posts.order_by("number")
    data = {"title": "Sun", "board": thread.board_id}

    response = send(client, thread, "split", posts=[last.pk], **data)
    assert response.status_code == 422
    assert "Tick the box to confirm." in html(response)
    assert f'value="{last.pk}" id="goes-{last.pk}" checked' in html(response)
    for chosen in ([], [post.pk for post in thread.posts.all()]):
        response = send(client, thread, "split", posts=chosen, sure="on", **data)
        assert response.status_code == 422
        assert "At least one has to stay." in html(response)
    assert first.thread.posts.count() == 4


def test_split_knows_no_posts_and_boards_of_others(client, thread, ada, gina):
    client.force_login(gina)
    other = make_thread(board=thread.board, author=ada, title="Other").posts.get()
    own, foreign = thread.posts.get(number=2), make_board(make_group("elsewhere"))
    data = {"title": "Sun", "board": thread.board_id, "sure": "on", "posts": [own.pk]}

    for wrong in ({"posts": [own.pk, other.pk]}, {"board": foreign.pk}, {"beyond": other.pk, "rest": "on"}):
        assert send(client, thread, "split", **{**data, **wrong}).status_code == 404
    assert Thread.objects.count() == 2


def test_merge_shows_both_and_then_asks_for_a_tick(client, thread, ada, gina):
    client.force_login(gina)
    other = make_thread(board=thread.board, author=ada, title="Other")
    address = f"/threads/{thread.pk}/team/merge/"

    for into in (str(other.pk), f"https://example.org{other.get_absolute_url()}?page=2", f"/threads/{other.pk}/"):
        page = html(client.get(address, {"into": into}))
        assert "This one ends: Wind" in page
        assert "This one stays: Other" in page
    assert client.post(address, {"into": other.pk}).status_code == 422
    assert client.post(address, {"into": other.pk, "sure": "on"})["Location"] == other.get_absolute_url()
    assert client.get(thread.get_absolute_url())["Location"] == other.get_absolute_url()
    assert client.get(f"/threads/{thread.pk}/team/tools/").status_code == 404


def test_merge_knows_only_threads_that_one_sees_and_moderates(client, group, thread, ada, gina):
    client.force_login(gina)
    address = f"/threads/{thread.pk}/team/merge/"
    secret, open_group = make_group("secret", privacy=SupportGroup.Privacy.PRIVATE), make_group("open")
    join(secret, ada)
    join(open_group, ada)
    foreign = [make_thread(group=place, author=ada).pk for place in (secret, open_group)]

    for pk in (*foreign, 999_999, thread.pk):
        assert client.get(address, {"into": pk}).status_code == 404
        assert client.post(address, {"into": pk, "sure": "on"}).status_code == 404
    assert client.get(address, {"into": "that one"}).status_code == 422
    assert client.get(address).status_code == 422


def test_merge_that_would_show_private_words_is_explained_and_refused(client, thread, ada, gina):
    private = make_group("private", privacy=SupportGroup.Privacy.PRIVATE)
    join(private, ada)
    join(private, gina, role=Membership.Role.MODERATOR)
    secret = make_thread(group=private, author=ada, title="Secret")
    client.force_login(gina)
    address = f"/threads/{secret.pk}/team/merge/"

    assert "it was not written for them" in html(client.get(address, {"into": thread.pk}))
    assert client.post(address, {"into": thread.pk, "sure": "on"}).status_code == 403
