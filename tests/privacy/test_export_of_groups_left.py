"""A file of one's own data is no way to read on in a private group that one is no longer in."""

import json
from datetime import timedelta

import pytest

from community.chat.actions.meetings import draft_summary, open_meeting
from community.chat.actions.planning import About, change_about
from community.forum.actions.editing import Words, edit_post
from community.forum.actions.splitting import split_thread
from community.forum.actions.team import retitle
from community.groups.models import Membership
from tests.chat.factories import make_room
from tests.chat.meetings.factories import SEVEN, fresh, make_meeting
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.forum.factories import make_poll, make_replies, make_thread
from tests.groups.factories import remove
from tests.privacy.test_export import data_of

LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def quiet(db):
    return make_group("quiet", privacy="private")


@pytest.fixture
def gil(quiet):
    return make_moderator(quiet)


@pytest.fixture
def hal(quiet):
    member = make_user("Hal")
    join(quiet, member, role=Membership.Role.HOST)
    return member


@pytest.fixture
def meeting(quiet, hal):
    return make_meeting(make_room(quiet), hal, title="Morning round")


@pytest.fixture
def thread(quiet, hal):
    return make_thread(group=quiet, author=hal, title="My hands")


def words_of(member):
    return json.dumps(data_of(member)["tables"])


def titles_of(member):
    return [row["title"] for row in data_of(member)["tables"]["forum.Thread"]]


def test_a_summary_by_another_host_is_not_in_the_file(quiet, gil, hal, meeting):
    remove(quiet, hal, gil)
    open_meeting(meeting=fresh(meeting), host=gil, now=SEVEN)
    draft_summary(meeting=fresh(meeting), host=gil, summary="What Ada said.")

    assert "What Ada said." not in words_of(hal)


def test_nor_are_words_that_a_meeting_was_given_since(quiet, gil, hal, meeting):
    remove(quiet, hal, gil)
    change_about(plan=meeting.plan, planner=gil, host=hal, about=About(title="Late round", welcome="Come in"), now=NOON)

    words = words_of(hal)
    assert "Late round" not in words
    assert "Come in" not in words


def test_while_one_is_in_the_group_ones_meetings_are_there(gil, hal, meeting):
    open_meeting(meeting=fresh(meeting), host=hal, now=SEVEN)
    draft_summary(meeting=fresh(meeting), host=hal, summary="What we said.")

    words = words_of(hal)
    assert "Morning round" in words
    assert "What we said." in words


def test_a_poll_that_the_team_adds_later_is_not_there(quiet, gil, hal, thread):
    remove(quiet, hal, gil)
    make_poll(thread, gil, options=["With Ada", "Alone"])

    words = words_of(hal)
    assert "What helps?" not in words
    assert "With Ada" not in words


def test_while_one_is_in_the_group_the_poll_of_ones_thread_is_there(hal, thread):
    make_poll(thread, hal)

    assert "What helps?" in words_of(hal)


def retitled(thread, gil):
    retitle(thread, title="About Ada", moderator=gil, now=LATER)


def edited(thread, gil):
    post, words = thread.posts.get(number=1), Words("Tidied.", "About Ada")
    edit_post(post, editor=gil, words=words, reason="Tidy", version=0, now=LATER)


@pytest.mark.parametrize("change", [retitled, edited])
def test_a_title_that_the_team_gave_later_is_not_there(quiet, gil, hal, thread, change):
    remove(quiet, hal, gil)
    change(thread, gil)

    assert titles_of(hal) == [""]


@pytest.mark.parametrize("change", [retitled, edited])
def test_who_may_read_the_teams_title_has_it_in_the_file(gil, hal, thread, change):
    change(thread, gil)

    assert titles_of(hal) == ["About Ada"]


def test_a_title_that_a_split_gave_is_not_there(quiet, gil, hal):
    thread = make_thread(group=quiet, author=gil, title="Morning")
    reply = make_replies(thread, hal, 1)[0]
    remove(quiet, hal, gil)
    thread.refresh_from_db()
    split_thread(thread, posts=[reply.pk], title="What Ada did", board=thread.board, moderator=gil, now=LATER)

    assert titles_of(hal) == [""]
    assert "What Ada did" not in words_of(hal)


def test_ones_own_title_and_words_stay_ones_own(quiet, gil, hal, thread):
    remove(quiet, hal, gil)

    assert titles_of(hal) == ["My hands"]
    assert [row["body"] for row in data_of(hal)["tables"]["forum.Post"]] == [thread.posts.get().body]
