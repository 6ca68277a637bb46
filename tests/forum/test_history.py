"""What a post said before: who reads it, what is hidden, and what stands on the page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from community.forum import actions
from community.forum.actions.editing import Words
from community.forum.actions.writing import How
from community.forum.models import Post, Revision
from tests.factories import NOON, make_group
from tests.forum.factories import make_replies, make_thread

SECRET = "my number is 0123"


def html(response):
    return response.content.decode()


def history_url(post):
    return reverse("forum:history", args=[post.pk])


def act_url(post, number, act="hide_revision"):
    return reverse(f"forum:{act}", args=[post.pk, number])


def edit(post, editor, *bodies, reason="Tidy"):
    for body in bodies:
        post.refresh_from_db()
        words = Words(body)
        later = NOON + timedelta(minutes=post.edit_count + 1)
        actions.edit_post(post, editor=editor, words=words, reason=reason, version=post.edit_count, now=later)


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def reply(thread, bo):
    return make_replies(thread, bo, 1)[0]


def test_difference_is_told_in_words_too(client, reply, bo, ada):
    edit(reply, bo, "Reply one.", reason="No digits")
    client.force_login(ada)

    page = html(client.get(history_url(reply)))

    assert '<del class="diff__removed"><span class="visually-hidden">[removed: </span>1.' in page
    assert '<ins class="diff__added"><span class="visually-hidden">[added: </span>one.' in page
    assert "No digits" in page
    assert "As it was first written" in page
    assert page.index("Edit 1") < page.index("As it was first written")


def test_what_was_typed_is_shown_as_text(client, reply, bo):
    edit(reply, bo, "<script>alert(1)</script>")
    client.force_login(bo)

    assert "<script>alert" not in html(client.get(history_url(reply)))


def test_post_without_an_edit_has_no_history(client, reply, bo):
    client.force_login(bo)

    assert client.get(history_url(reply)).status_code == 404


def test_visitor_reads_the_history_where_the_post_is_public(client, ada):
    group = make_group("public", privacy="public")
    group.memberships.create(member=ada, joined_at=NOON)
    post = make_thread(group=group, author=ada).posts.get()
    edit(post, ada, "The second hour, too.")

    page = html(client.get(history_url(post)))

    assert "second" in page
    assert "Hide this version" not in page


@pytest.mark.parametrize("state", ["hidden_at", "removed_at"])
def test_history_of_what_is_out_of_sight_is_for_the_team(client, reply, ada, bo, mo, state):
    edit(reply, bo, "Two.")
    Post.objects.filter(pk=reply.pk).update(**{state: NOON})

    seen = {}
    for member in (ada, bo, mo):
        client.force_login(member)
        seen[member.username] = client.get(history_url(reply)).status_code
    assert seen == {"Ada": 404, "Bo": 404, "Mo": 200}


def test_team_stands_there_without_a_name(client, reply, bo, mo, ada):
    edit(reply, mo, "Without a name.")
    client.force_login(ada)

    page = html(client.get(history_url(reply)))

    assert "The team," in page
    assert not re.search(r"\bMo\b", page)


def test_alias_stays_an_alias_in_the_history(client, thread, bo, ada):
    post = actions.add_reply(thread=thread, author=bo, body="Hello.", how=How(as_alias=True), now=NOON)
    edit(post, bo, "Hello again.")
    client.force_login(ada)
    page = html(client.get(history_url(post)))
    assert f"{post.alias}," in page
    assert not re.search(r"\bBo\b", page)
    assert bo.get_absolute_url() not in page

    client.force_login(bo)
    assert f"You, as {post.alias}" in html(client.get(history_url(post)))


@pytest.mark.parametrize("reader", ["ada", "bo", "mo"])
@pytest.mark.parametrize("hidden", [0, 1])
def test_hidden_words_are_on_neither_side_of_any_difference(client, reply, bo, reader, hidden, request):
    bodies = ["Call me.", "Please call me.", "Please do write."]
    bodies[hidden] = f"Call me, {SECRET}."
    Post.objects.filter(pk=reply.pk).update(body=bodies[0])
    edit(reply, bo, *bodies[1:])
    client.force_login(bo)
    assert client.post(act_url(reply, hidden)).status_code == 302

    client.force_login(request.getfixturevalue(reader))
    page = html(client.get(history_url(reply)))

    assert ("0123" in page) is (reader == "mo")
    assert "This version is hidden." in page
    assert page.count("<article") == 3


def test_hidden_text_is_not_brought_back_by_the_way_to_edit(client, reply, bo, mo):
    edit(reply, bo, "Two.")
    url = f"{reverse('forum:edit', args=[reply.pk])}?from=0"
    client.force_login(bo)
    assert "Reply 1.</textarea>" in html(client.get(url))

    actions.hide_revision(reply.revisions.get(number=0), member=bo, now=NOON)

    for member in (bo, mo):
        client.force_login(member)
        assert "Two.</textarea>" in html(client.get(url))


def test_what_the_post_says_now_is_not_hidden(client, reply, bo):
    edit(reply, bo, "Two.")
    client.force_login(bo)

    response = client.post(act_url(reply, 1))

    assert response.status_code == 403
    assert "edit the post first" in html(response)
    assert Revision.objects.shown().count() == 2


def test_others_hide_nothing_and_only_the_team_shows_again(client, reply, bo, ada, mo):
    edit(reply, bo, "Two.")
    client.force_login(ada)
    assert client.post(act_url(reply, 0)).status_code == 403
    client.force_login(bo)
    client.post(act_url(reply, 0))
    assert client.post(act_url(reply, 0, "show_revision")).status_code == 403
    assert Revision.objects.shown().count() == 1
    client.force_login(mo)
    client.post(act_url(reply, 0, "show_revision"))
    assert Revision.objects.shown().count() == 2


def test_numbers_of_other_posts_and_none_are_not_there(client, thread, reply, bo, eve):
    edit(reply, bo, "Two.", "Three.")
    other = thread.posts.get(number=1)
    edit(other, other.author, "Calm.")
    client.force_login(bo)

    assert [client.post(act_url(other, number)).status_code for number in (2, 99_999_999)] == [404, 404]
    assert client.post(act_url(other, 0)).status_code == 403
    assert "Calm.</textarea>" not in html(client.get(f"{reverse('forum:edit', args=[reply.pk])}?from=9999999999999"))


def test_change_of_the_title_is_shown(client, thread, ada):
    post = thread.posts.get()
    actions.edit_post(post, editor=ada, words=Words(post.body, "A calm morning"), version=0, now=NOON)
    client.force_login(ada)

    page = html(client.get(history_url(post)))

    assert "</span>quiet <span" in page
    assert "</span>calm <span" in page
    assert "The text stayed the same." in page


@pytest.mark.parametrize("edits", [1, 3])
def test_history_costs_the_same_queries_for_any_length(client, reply, bo, edits, django_assert_num_queries):
    edit(reply, bo, *(f"Text {number}." for number in range(edits)))
    client.force_login(bo)

    with django_assert_num_queries(8):  # session, user, post, thread, count, page, older, notices
        page = html(client.get(history_url(reply)))

    assert page.count("<article") == edits + 1


def test_second_page_goes_on_where_the_first_ended(client, reply, bo):
    edit(reply, bo, *(f"Text {number}." for number in range(7)))
    client.force_login(bo)

    first, second = (html(client.get(f"{history_url(reply)}?page={page}")) for page in (1, 2))

    assert (first.count("<article"), second.count("<article")) == (5, 3)
    assert "</span>1. <" not in first
    assert "this is the whole text" not in first + second
