"""Quotes: what the reply box begins with, who may take what from where, and who is told."""

import pytest
from django.urls import reverse

from community.forum import actions
from community.forum.actions.writing import How
from community.forum.models import Post
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_replies, make_thread


def html(response):
    return response.content.decode()


def quote_url(post):
    return reverse("forum:quote", args=[post.pk])


def reply_url(thread):
    return reverse("forum:reply", args=[thread.pk])


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada, body="The first *hour* was calm.")


@pytest.fixture
def opening(thread):
    return thread.posts.get(number=1)


@pytest.fixture
def elsewhere(ada):
    """A post of Ada's that Bo cannot see."""
    private = make_group("quiet", privacy="private")
    join(private, ada)
    return make_thread(group=private, author=ada, title="Behind a door", body="Behind it.").posts.get()


def test_reply_box_begins_with_the_words_and_a_link_to_them(client, thread, opening, bo):
    client.force_login(bo)
    page = html(client.get(thread.get_absolute_url()))
    assert f'href="?quote={opening.pk}#reply"' in page

    page = html(client.get(f"{thread.get_absolute_url()}?quote={opening.pk}"))

    assert f"&gt; [Ada wrote](/posts/{opening.pk}/):" in page
    assert "&gt; The first *hour* was calm." in page
    assert f'name="in_reply_to" value="{opening.pk}"' in page


def test_link_keeps_the_page_one_reads(client, thread, ada, bo):
    make_replies(thread, ada, 25)
    client.force_login(bo)

    post = thread.posts.get(number=21)
    assert f'href="?page=2&amp;quote={post.pk}#reply"' in html(client.get(f"{thread.get_absolute_url()}?page=2"))


def test_nobody_is_offered_a_quote_who_cannot_reply(client, thread, eve):
    client.force_login(eve)

    page = html(client.get(thread.get_absolute_url()))
    assert "quote=" not in page
    assert 'data-behavior="quote"' not in page


def test_author_of_what_is_quoted_is_told_they_were_answered(client, thread, opening, bo, mo):
    post = make_replies(thread, mo, 1)[0]
    client.force_login(bo)

    client.post(reply_url(thread), {"body": "> Reply 1.\n\nYes.", "in_reply_to": post.pk})

    answer = thread.posts.get(number=3)
    assert answer.in_reply_to == post
    actions.announce_post(answer, now=NOON)
    assert mo.notifications.get().text == "Bo answered you"


def test_words_without_a_quote_answer_nobody(client, thread, bo):
    client.force_login(bo)

    client.post(reply_url(thread), {"body": "Yes.", "in_reply_to": ""})

    assert thread.posts.get(number=2).in_reply_to is None


def test_quote_of_an_alias_carries_the_alias_only(client, thread, ada, bo):
    post = actions.add_reply(thread=thread, author=bo, body="Hello.", how=How(as_alias=True), now=NOON)
    client.force_login(ada)

    text = html(client.post(quote_url(post)))

    assert text.startswith(f"> [{post.alias} wrote](/posts/{post.pk}/):")
    assert "Bo" not in text


def test_selection_is_quoted_instead_of_all(client, opening, bo):
    client.force_login(bo)

    response = client.post(quote_url(opening), {"selection": "hour *was*"})

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert html(response) == f"> [Ada wrote](/posts/{opening.pk}/):\n>\n> hour \\*was\\*\n\n"


def test_no_address_shows_a_quote_by_itself(client, opening, bo):
    """What people read and mark stands in no address, and nobody reads a site by counting up a number."""
    client.force_login(bo)

    assert client.get(quote_url(opening), {"selection": "hour"}).status_code == 405


def out_of_reach(thread, elsewhere):
    """Numbers that no field may name: of another thread, hidden, removed, held, nobody's, no number."""
    hidden, removed, held = make_replies(thread, thread.author, 3)
    Post.objects.filter(pk=hidden.pk).update(hidden_at=NOON)
    Post.objects.filter(pk=removed.pk).update(removed_at=NOON)
    Post.objects.filter(pk=held.pk).update(number=None, published_at=None, held_until=NOON)
    return [elsewhere.pk, hidden.pk, removed.pk, held.pk, 10**9, 10**30, "-1", "one", "²"]


def test_what_is_out_of_reach_is_not_quoted(client, thread, elsewhere, bo, ada):
    other = make_thread(group=thread.board.group, author=ada, title="Another one").posts.get()
    client.force_login(bo)

    for pk in [*out_of_reach(thread, elsewhere), other.pk]:
        assert client.get(thread.get_absolute_url(), {"quote": pk}).status_code == 404, pk
    for pk in out_of_reach(thread, elsewhere)[:5]:
        assert client.post(f"/posts/{pk}/quote/").status_code == 404, pk


def test_what_is_out_of_reach_is_not_answered_and_the_text_comes_back(client, thread, elsewhere, bo, ada):
    other = make_thread(group=thread.board.group, author=ada, title="Another one").posts.get()
    numbers = [*out_of_reach(thread, elsewhere), other.pk]
    count = Post.objects.count()
    client.force_login(bo)

    for pk in numbers:
        response = client.post(reply_url(thread), {"body": "My long answer.", "in_reply_to": pk})
        page = html(response)
        assert response.status_code == 404, pk
        assert "My long answer.</textarea>" in page
        assert 'name="in_reply_to" id=' in page.replace(' value=""', "")
        assert "Behind" not in page
    assert Post.objects.count() == count


def test_visitor_quotes_where_anybody_reads(client, ada, opening):
    public = make_group("public", privacy="public")
    join(public, ada)
    post = make_thread(group=public, author=ada).posts.get()

    assert client.post(quote_url(post)).status_code == 200
    assert client.post(quote_url(opening)).status_code == 404


def test_quote_costs_no_query_per_post(client, thread, ada, bo, django_assert_num_queries):
    make_replies(thread, ada, 3)
    client.force_login(bo)
    client.get(f"{thread.get_absolute_url()}")
    with django_assert_num_queries(4):  # session, user, post, role in no group: seen by members
        client.post(quote_url(thread.posts.get(number=1)))
