"""What stands for a row of another table in a member's file: a title, a subject, an answer, where they may read it."""

import pytest

from community.conversations.models import Conversation, Participant
from community.forum.actions import remove_post
from community.forum.models import Post, Thread, ThreadRead, Vote
from community.groups.models import SupportGroup
from community.privacy.export.rows import rows
from community.privacy.leaving.actions import leave
from tests.conversations.factories import make_conversation
from tests.factories import NOON
from tests.forum.factories import choose, make_poll, make_replies, make_thread

TITLE, SUBJECT = "My work in Leeds", "About Leeds"


def names(model, member, column):
    return [row.get(f"{column}_name") for row in rows(model, member)]


@pytest.fixture
def thread(group, ada, bo):
    found = make_thread(group=group, author=ada, title=TITLE)
    make_replies(found, bo, 1)
    ThreadRead.objects.get_or_create(member=bo, thread=found)
    choose(make_poll(found, ada), bo, "Tea")
    return found


def taken_back(thread):
    remove_post(thread.posts.get(number=1), author=thread.author, now=NOON)


def taken_along(thread):
    leave(thread.author, way="take", now=NOON)


def hidden(thread):
    Post.objects.filter(thread=thread, number=1).update(hidden_at=NOON)
    Thread.objects.filter(pk=thread.pk).update(hidden_at=NOON)


def of_a_group_out_of_sight(thread):
    SupportGroup.objects.update(privacy="private")
    thread.board.group.memberships.all().delete()


def test_a_title_and_an_answer_that_one_may_read_are_named(thread, bo):
    assert names(ThreadRead, bo, "thread") == [TITLE]
    assert names(Post, bo, "thread") == [TITLE]
    assert names(Vote, bo, "option") == ["Tea"]


@pytest.mark.parametrize("goes", [taken_back, taken_along, hidden, of_a_group_out_of_sight])
def test_a_title_out_of_sight_and_the_answers_of_its_poll_are_not_named(thread, bo, goes):
    goes(thread)

    assert names(ThreadRead, bo, "thread") == [None]
    assert names(Post, bo, "thread") == [None]
    assert names(Vote, bo, "option") == [None]


@pytest.mark.parametrize("goes", [taken_back, hidden])
def test_ones_own_title_is_named(thread, ada, goes):
    goes(thread)

    assert names(Post, ada, "thread") == [TITLE]


@pytest.fixture
def conversation(ada, bo):
    return make_conversation(ada, bo, subject=SUBJECT)


def test_a_subject_that_one_may_read_is_there(conversation, bo):
    assert names(Participant, bo, "conversation") == [SUBJECT]
    assert [row["subject"] for row in rows(Conversation, bo)] == [SUBJECT]


def test_a_subject_out_of_sight_is_in_the_file_of_whoever_wrote_it_alone(conversation, ada, bo):
    Conversation.objects.update(hidden_at=NOON)

    assert names(Participant, bo, "conversation") == [None]
    assert [row["subject"] for row in rows(Conversation, bo)] == [""]
    assert names(Participant, ada, "conversation") == [SUBJECT]
    assert [row["subject"] for row in rows(Conversation, ada)] == [SUBJECT]
