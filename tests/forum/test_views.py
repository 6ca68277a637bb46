import pytest
from django.urls import reverse

from community.forum.models import Post, Thread
from tests.factories import NOON, make_group, make_user
from tests.forum.factories import make_board, make_replies, make_thread

TEXT = {"body": "Warm **tea** helps me."}
THREAD = {"title": "Mornings", **TEXT}


def reply_url(thread, query=""):
    return reverse("forum:reply", args=[thread.pk]) + query


def html(response):
    return response.content.decode()


@pytest.fixture
def private(ada):
    group = make_group("quiet", privacy="private")
    group.memberships.create(member=ada, joined_at=NOON)
    return make_thread(group=group, author=ada, title="Behind a door")


def test_open_group_is_not_there_for_a_visitor(client, group, ada):
    thread = make_thread(group=group, author=ada)
    addresses = [thread.board.get_absolute_url(), thread.get_absolute_url(), thread.posts.get().get_absolute_url()]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_visitor_reads_a_public_group_and_finds_no_form(client, ada):
    group = make_group("public", privacy="public")
    group.memberships.create(member=ada, joined_at=NOON)
    thread = make_thread(group=group, author=ada)

    assert client.get(thread.board.get_absolute_url()).status_code == 200
    page = html(client.get(thread.get_absolute_url()))
    assert "The first hour was calm." in page
    assert "Sign in to write" in page
    assert "<textarea" not in page
    assert "Report this post" in page  # visitors too


def test_private_group_is_not_there_for_a_stranger(client, private, eve):
    client.force_login(eve)
    post, slug = private.posts.get(), private.board.slug
    reads = [private.board.get_absolute_url(), private.get_absolute_url(), post.get_absolute_url()]
    reads += [
        f"{private.get_absolute_url()}?last",
        f"/threads/{private.pk}/wrong/",
        reverse("forum:new_thread", args=[slug]),
    ]

    assert {client.get(address).status_code for address in reads} == {404}
    assert client.post(reply_url(private), TEXT).status_code == 404
    assert client.post(reverse("forum:new_thread", args=[slug]), THREAD).status_code == 404
    assert Post.objects.count() == 1


def test_visitors_reply_waits_for_them_to_sign_in(client, private):
    response = client.post(reply_url(private), TEXT)

    assert response.status_code == 302
    assert dict(client.session["kept"]["fields"]) == TEXT


def test_starting_a_thread_leads_to_it(client, group, ada):
    client.force_login(ada)

    response = client.post(reverse("forum:new_thread", args=[make_board(group).slug]), THREAD, follow=True)

    thread = Thread.objects.get()
    assert response.redirect_chain == [(thread.get_absolute_url(), 302)]
    assert "<h1>Mornings</h1>" in html(response)
    assert "<strong>tea</strong>" in html(response)


def test_thread_without_a_title_comes_back_with_everything_typed(client, group, ada):
    client.force_login(ada)

    response = client.post(reverse("forum:new_thread", args=[make_board(group).slug]), TEXT)

    assert response.status_code == 422
    assert "<title>Error: " in html(response)
    assert "Write a title." in html(response)
    assert "Warm **tea** helps me." in html(response)


def test_reply_leads_to_the_post(client, group, ada, bo):
    thread = make_thread(group=group, author=ada)
    client.force_login(bo)

    response = client.post(reply_url(thread), TEXT)

    post = thread.posts.get(number=2)
    assert (response.status_code, response["Location"]) == (302, f"{thread.get_absolute_url()}#post-{post.pk}")
    assert post.body == TEXT["body"]


def test_reply_on_the_next_page_leads_there(client, group, ada):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 19)
    client.force_login(ada)

    response = client.post(reply_url(thread), TEXT)

    assert response["Location"] == f"{thread.get_absolute_url()}?page=2#post-{thread.posts.get(number=21).pk}"


def test_too_long_reply_comes_back_whole_with_the_way_back(client, group, ada):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 20)
    client.force_login(ada)
    text = "ab " * 7000

    response = client.post(reply_url(thread, "?page=1"), {"body": text})

    assert response.status_code == 422
    assert text.strip() in html(response)
    assert "20000 fit into one post" in html(response)
    assert f'href="{thread.get_absolute_url()}?last"' in html(response)


def test_stranger_may_read_an_open_group_and_is_shown_the_door(client, group, ada, eve):
    thread = make_thread(group=group, author=ada)
    client.force_login(eve)

    page = html(client.get(thread.get_absolute_url()))

    assert "Join this group to write" in page
    assert f'name="next" value="{thread.get_absolute_url()}"' in page
    assert 'name="body"' not in page


@pytest.mark.parametrize("address", ["reply", "new_thread"])
def test_refused_text_is_there_to_copy(client, group, ada, eve, address):
    thread = make_thread(group=group, author=ada)
    client.force_login(eve)
    url = reply_url(thread) if address == "reply" else reverse("forum:new_thread", args=[thread.board.slug])

    response = client.post(url, THREAD)

    assert response.status_code == 403
    assert TEXT["body"] in html(response)
    assert Post.objects.count() == 1


def test_locked_thread_says_so_and_keeps_the_text(client, group, ada):
    thread = make_thread(group=group, author=ada)
    Thread.objects.update(locked_at=NOON)
    client.force_login(ada)

    assert "This thread is locked" in html(client.get(thread.get_absolute_url()))
    response = client.post(reply_url(thread), TEXT)
    assert response.status_code == 403
    assert TEXT["body"] in html(response)


def test_newcomer_is_led_to_the_guidelines(client, group, ada):
    thread = make_thread(group=group, author=ada)
    client.force_login(make_user("Newcomer", guidelines_accepted_at=None))

    assert f'href="{reverse("pages:welcome")}"' in html(client.get(thread.get_absolute_url()))


@pytest.mark.parametrize("address", ["reply", "new_thread"])
def test_preview_shows_the_text_and_stores_nothing(client, group, ada, address):
    thread = make_thread(group=group, author=ada)
    client.force_login(ada)
    url = reply_url(thread) if address == "reply" else reverse("forum:new_thread", args=[thread.board.slug])

    response = client.post(url, {**THREAD, "preview": "1"})

    assert response.status_code == 200
    assert "Warm <strong>tea</strong> helps me." in html(response)
    assert "Warm **tea** helps me.</textarea>" in html(response)
    assert Post.objects.count() == 1


def test_wrong_slug_leads_to_the_right_address_and_keeps_the_page(client, group, ada):
    thread = make_thread(group=group, author=ada)
    client.force_login(ada)

    assert client.get(f"/threads/{thread.pk}/old-title/?page=2")["Location"] == f"{thread.get_absolute_url()}?page=2"
    assert client.get(reply_url(thread, "?page=2"))["Location"] == f"{thread.get_absolute_url()}?page=2"


def test_thread_called_like_an_address_opens(client, group, ada):
    client.force_login(ada)
    thread = make_thread(group=group, author=ada, title="Reply")

    assert client.get(thread.get_absolute_url()).status_code == 200


def test_board_shows_twenty_threads_newest_activity_first(client, group, ada):
    for count in range(21):
        make_thread(group=group, author=ada, title=f"Number {count}.", now=NOON.replace(minute=count))
    client.force_login(ada)
    board = make_board(group).get_absolute_url()

    first, second = html(client.get(board)), html(client.get(board, {"page": 2}))

    assert first.index("Number 20.") < first.index("Number 1.")
    assert "Number 0." not in first
    assert "Number 0." in second


def test_empty_board_invites(client, group, ada):
    client.force_login(ada)

    assert "You can be the first" in html(client.get(make_board(group).get_absolute_url()))
