"""What is open to whoever wrote something, and to the team for all others: there the team is asked for its step, unless
the words are their own."""

import pytest
from django.urls import reverse

from community.forum.actions import edit_post
from community.forum.actions.editing import Words
from community.forum.models import Poll, Post
from tests.accounts.factors import PASSWORD, with_address
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.forum.factories import make_board, make_poll, make_thread

pytestmark = pytest.mark.django_db
INDEX = reverse("mfa_index")


@pytest.fixture(autouse=True)
def in_earnest(settings):
    settings.TEAM_SECOND_FACTOR = True


@pytest.fixture
def mo():
    return with_address(make_user("Mo", password=PASSWORD, is_moderator=True))


@pytest.fixture
def thread_of():
    def made(writer):
        """A question with a poll, its first words changed once."""
        board = make_board(make_group("quiet", privacy="private"), asks_questions=True)
        join(board.group, writer)
        thread = make_thread(board=board, author=writer)
        make_poll(thread, writer)
        edit_post(thread.posts.get(), editor=writer, words=Words("Calm, mostly."), version=0, now=NOON)
        return thread, thread.posts.get()

    return made


def what_writers_do(thread, post):
    """Each address, and what is sent there."""
    words = {"title": thread.title, "body": "Other words.", "edit_count": post.edit_count}
    return {
        reverse("forum:edit", args=[post.pk]): words,
        reverse("forum:hide_revision", args=[post.pk, 0]): {},
        reverse("forum:notes", args=[post.pk]): {"notes": []},
        reverse("forum:helpful", args=[post.pk]): {"take_back": "1"},
        reverse("forum:poll", args=[thread.pk]): {},
        reverse("forum:close_poll", args=[thread.pk]): {},
        reverse("forum:remove_poll", args=[thread.pk]): {},
    }


def test_a_moderator_with_the_password_alone_changes_no_words_of_others(client, mo, thread_of):
    thread, post = thread_of(make_user("Ada"))
    client.force_login(mo)

    answers = [client.post(address, sent) for address, sent in what_writers_do(thread, post).items()]

    assert {answer.get("Location") for answer in answers} == {INDEX}
    assert Post.objects.get(pk=post.pk).body == post.body
    assert Poll.objects.get().closes_at is None
    assert not post.revisions.exclude(hidden_at=None).exists()
    assert client.get(reverse("forum:edit", args=[post.pk])).url == INDEX
    assert client.get(reverse("forum:poll", args=[thread.pk])).url == INDEX


def test_of_their_own_words_a_moderator_is_asked_for_nothing(client, mo, thread_of):
    thread, post = thread_of(mo)
    client.force_login(mo)

    answers = [client.post(address, sent) for address, sent in what_writers_do(thread, post).items()]

    assert [answer.get("Location") for answer in answers if answer.get("Location") == INDEX] == []
    assert {answer.status_code for answer in answers} == {302}
    assert Post.objects.get(pk=post.pk).body == "Other words."


def test_a_group_moderator_needs_no_step_for_the_words_of_others(client, thread_of):
    thread, post = thread_of(make_user("Ada"))
    gil = make_moderator(thread.board.group)
    client.force_login(gil)

    assert client.get(reverse("forum:edit", args=[post.pk])).status_code == 200
