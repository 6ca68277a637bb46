"""What came in while somebody was reading; feeds; a member's own posts."""

import pytest
from django.urls import reverse

from community.accounts.content_notes import ContentNote
from community.forum import actions
from community.forum.actions.writing import How
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_replies, make_thread


def html(response):
    return response.content.decode()


@pytest.fixture
def public(ada, bo):
    group = make_group("public", privacy="public")
    join(group, ada, bo)
    return group


def test_news_counts_posts_of_others_and_leads_to_the_first(client, group, ada, bo):
    thread = make_thread(group=group, author=ada)
    first, _second = make_replies(thread, ada, 2)
    make_replies(thread, bo, 1)
    client.force_login(bo)

    news = client.get(reverse("forum:news", args=[thread.pk]), {"after": 1}).json()

    assert news == {"count": 2, "words": "2 new replies", "address": f"{thread.get_absolute_url()}#post-{first.pk}"}
    assert client.get(reverse("forum:news", args=[thread.pk]), {"after": "4"}).json() == {"count": 0}


@pytest.mark.parametrize("after", ["", "nonsense", "-1", "9" * 40, "٣"])
def test_nonsense_for_a_place_is_answered(client, group, ada, after):
    client.force_login(ada)
    thread = make_thread(group=group, author=ada)

    assert client.get(reverse("forum:news", args=[thread.pk]), {"after": after}).json() == {"count": 0}


def test_news_of_an_invisible_thread_is_not_there(client, ada, eve):
    private = make_group("private", privacy="private")
    join(private, ada)
    thread = make_thread(group=private, author=ada)
    client.force_login(eve)

    assert client.get(reverse("forum:news", args=[thread.pk])).status_code == 404


def test_news_are_offered_on_the_last_page_only(client, group, ada):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 20)
    client.force_login(ada)

    assert "thread-news" not in html(client.get(thread.get_absolute_url()))
    assert 'data-after="21"' in html(client.get(thread.get_absolute_url(), {"page": 2}))


@pytest.mark.parametrize("place", ["group", "board"])
def test_feed_of_a_public_place_holds_its_opening_posts(client, public, ada, place):
    thread = make_thread(group=public, author=ada, title="Tea & calm", body="It **helps**.")
    make_replies(thread, ada, 1)
    address = {"group": "/groups/public/feed.atom", "board": f"/boards/{thread.board.slug}/feed.atom"}[place]

    response = client.get(address)

    assert response["Content-Type"].startswith("application/atom+xml")
    assert html(response).count("<entry>") == 1
    assert "Tea &amp; calm" in html(response)
    assert "&lt;strong&gt;helps" in html(response)
    assert "<name>Ada</name>" in html(response)


def test_feed_leaves_out_hidden_removed_and_noted_posts_and_real_names_behind_others(client, public, ada, mo):
    hidden = make_thread(group=public, author=ada, title="Hidden one")
    mo.memberships.create(group=public)
    actions.hide_post(hidden.posts.get(), moderator=mo, reason="No.", now=NOON)
    board = hidden.board
    noted = How(content_notes=ContentNote.NEEDLES)
    actions.start_thread(board=board, author=ada, title="Noted one", body="Needles.", how=noted, now=NOON)
    alias = How(as_alias=True)
    actions.start_thread(board=board, author=ada, title="Quiet one", body="Psst.", how=alias, now=NOON)

    feed = html(client.get("/groups/public/feed.atom"))

    assert [title in feed for title in ("Hidden one", "Noted one", "Quiet one")] == [False, False, True]
    assert "Ada" not in feed


def test_open_and_private_groups_have_no_feed_for_anybody(client, group, ada):
    board = make_thread(group=group, author=ada).board
    client.force_login(ada)

    assert client.get(f"/groups/{group.slug}/feed.atom").status_code == 404
    assert client.get(f"/boards/{board.slug}/feed.atom").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_posts_of_a_member_cost_the_same_queries_for_any_length(
    client, group, ada, bo, rows, django_assert_num_queries
):
    for count in range(rows):
        make_thread(group=group, author=ada, title=f"Thread {count}")
    client.force_login(bo)

    with django_assert_num_queries(6):  # session, user, member, count, posts, notices
        page = html(client.get("/members/Ada/posts/"))

    assert page.count('class="list-rows__item') == rows


def test_posts_of_a_member_are_those_one_may_see_under_that_name(client, group, ada, bo, mo):
    make_thread(group=group, author=ada, title="Shown")
    gone = make_thread(group=group, author=ada, title="Gone")
    actions.hide_post(gone.posts.get(), moderator=mo, reason="No.", now=NOON)
    alias = How(as_alias=True)
    actions.start_thread(board=gone.board, author=ada, title="Masked", body="Psst.", how=alias, now=NOON)
    private = make_group("private", privacy="private")
    join(private, ada)
    make_thread(group=private, author=ada, title="Behind a door")

    client.force_login(bo)
    page = html(client.get("/members/Ada/posts/"))

    assert [title in page for title in ("Shown", "Gone", "Masked", "Behind a door")] == [True, False, False, False]
    client.force_login(ada)
    assert "Masked" not in html(client.get("/members/Ada/posts/"))
