"""What a meeting agreed on becomes a thread of its group: once, and by its host."""

import pytest
from django.core.exceptions import PermissionDenied

from community.chat.actions.meetings import close_meeting
from community.chat.models import Room
from community.forum.models import Thread
from community.pages.actions import post_summary
from tests.chat.factories import make_room
from tests.chat.meetings.factories import SEVEN, attend, fresh, make_meeting, make_running
from tests.concurrency import at_once
from tests.factories import NOON, make_group
from tests.forum.factories import make_board

WORDS = {"title": "Summary: Quiet hour", "summary": "We meet *again*."}


@pytest.fixture
def room(group):
    return make_room(group)


@pytest.fixture
def running(room, mo, time_machine):
    time_machine.move_to(SEVEN, tick=False)
    return make_running(room, mo, now=NOON)


def test_posting_makes_a_thread_and_closes_the_meeting(client, running, group, mo, ada):
    board = make_board(group)
    client.force_login(mo)

    page = client.get(f"{running.get_absolute_url()}summary/").content.decode()
    response = client.post(f"{running.get_absolute_url()}summary/", {**WORDS, "board": board.pk, "act": "post"})

    thread = Thread.objects.get()
    found = fresh(running)
    assert "Summary: Quiet hour, 24 November 2026" in page
    assert (thread.board, thread.author, thread.posts.get().body) == (board, mo, "We meet *again*.")
    assert response.url == found.summary_url == thread.get_absolute_url()
    assert found.closed_at == SEVEN
    assert Room.objects.get().meeting is None
    client.force_login(ada)
    assert f'href="{thread.get_absolute_url()}"' in client.get(running.get_absolute_url()).content.decode()


def test_a_draft_is_shown_and_posts_nothing(client, running, group, mo, ada):
    board = make_board(group)
    attend(running, ada, now=SEVEN)
    client.force_login(mo)

    client.post(f"{running.get_absolute_url()}summary/", {**WORDS, "board": board.pk, "act": "draft"})

    assert fresh(running).summary == "We meet *again*."
    assert fresh(running).is_running
    assert not Thread.objects.exists()
    assert "We meet *again*.</textarea>" in client.get(f"{running.get_absolute_url()}summary/").content.decode()


def test_what_is_missing_comes_back_with_what_was_typed(client, running, group, mo):
    make_board(group)
    client.force_login(mo)

    response = client.post(f"{running.get_absolute_url()}summary/", {**WORDS, "act": "post"})

    assert response.status_code == 422
    assert "Choose a board." in response.content.decode()
    assert "We meet *again*.</textarea>" in response.content.decode()
    assert fresh(running).is_running


def test_boards_of_other_groups_are_not_offered(client, running, group, mo):
    other = make_board(make_group("other", privacy="public"), slug="elsewhere")
    client.force_login(mo)

    response = client.post(f"{running.get_absolute_url()}summary/", {**WORDS, "board": other.pk, "act": "post"})

    assert response.status_code == 422
    with pytest.raises(PermissionDenied):
        post_summary(meeting=running, host=mo, board=other, now=SEVEN, **WORDS)
    assert not Thread.objects.exists()
    assert fresh(running).is_running


def test_members_post_no_summary(client, running, group, ada):
    with pytest.raises(PermissionDenied):
        post_summary(meeting=running, host=ada, board=make_board(group), now=SEVEN, **WORDS)

    assert not Thread.objects.exists()


def test_nothing_is_summed_up_before_it_began(client, room, mo):
    meeting = make_meeting(room, mo, starts_on=SEVEN.date().replace(year=2027))
    client.force_login(mo)

    assert client.get(f"{meeting.get_absolute_url()}summary/").url == f"{meeting.get_absolute_url()}host/"


def test_a_meeting_that_is_closed_can_still_be_summed_up(running, group, mo):
    close_meeting(meeting=running, host=mo, now=SEVEN)

    url = post_summary(meeting=running, host=mo, board=make_board(group), now=SEVEN, **WORDS)

    assert fresh(running).summary_url == url


@pytest.mark.django_db(transaction=True)
def test_double_click_makes_one_thread(room, group, mo):
    meeting, board = make_running(room, mo, now=NOON), make_board(group)

    urls = at_once(*[lambda: post_summary(meeting=meeting, host=mo, board=board, now=SEVEN, **WORDS)] * 3)

    assert set(urls) == {Thread.objects.get().get_absolute_url()}
