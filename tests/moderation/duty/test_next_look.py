"""Members are told when a moderator is there, where they read, talk and report; never who."""

import re
from datetime import timedelta

import pytest

from community.moderation.duty.watch import SECONDS, WATCH
from tests.chat.factories import make_room
from tests.factories import NOON, make_group
from tests.forum.factories import make_board, make_thread
from tests.moderation.duty.factories import make_shift

PLAIN = "Volunteers look after this place, and they are not here all day."


@pytest.fixture
def addresses(group, bo):
    thread = make_thread(group=group, author=bo)
    report = f"/report/post/{thread.posts.get().pk}/"
    return [thread.board.get_absolute_url(), make_room(group).get_absolute_url(), report]


@pytest.fixture
def pages(page, addresses, ada):
    """What Ada, who lives in Berlin, reads."""
    return lambda: [page(ada, address).content.decode() for address in addresses]


def test_r20_boards_rooms_and_reports_say_that_volunteers_are_not_here_all_day(pages):
    for html in pages():
        assert PLAIN in html
        assert "get urgent help" in html


def test_r20_boards_rooms_and_reports_say_when_a_moderator_will_next_look_in(pages, mo):
    make_shift(mo, begins=5, ends=7)

    for html in pages():
        assert "A moderator will next look in at 18:00." in html
        assert not re.search(r"\bMo\b", html)


def test_boards_rooms_and_reports_say_that_a_moderator_is_on_duty(pages, mo, lou):
    make_shift(mo, begins=-1, ends=3)
    make_shift(lou, begins=2, ends=7)

    for html in pages():
        assert "A moderator is on duty until 20:00." in html


def test_r21_room_without_a_moderator_says_so(page, group, ada, mo):
    address = make_room(group).get_absolute_url()
    words = "No moderator is here now."
    assert words in page(ada, address).content.decode()

    make_shift(mo, begins=1, ends=2)
    assert words in page(ada, address).content.decode()

    make_shift(mo, begins=-1, ends=1)
    assert words not in page(ada, address).content.decode()


def test_another_day_is_named(pages, mo):
    make_shift(mo, begins=30, ends=32)

    for html in pages():
        assert "A moderator will next look in on Monday 23 November at 19:00." in html


def test_visitors_are_told_the_zone(client, page, mo, bo):
    make_shift(mo, begins=6, ends=7)
    WATCH.forget()
    board = make_board(make_group("welcome", privacy="public"))

    html = client.get(board.get_absolute_url()).content.decode()

    assert "A moderator will next look in at 18:00 UTC." in html


def test_it_costs_a_page_nothing_for_a_minute(as_member, addresses, ada, mo, django_assert_num_queries):
    """A shift, and whether a check-in is open, are read by the first page only."""
    make_shift(mo)
    client = as_member(ada)
    client.get(addresses[0])

    WATCH.forget()
    with django_assert_num_queries(10):
        client.get(addresses[0])
    with django_assert_num_queries(8):  # tests/forum/test_costs.py
        client.get(addresses[0])
    assert SECONDS == 60


def test_what_was_read_goes_by_the_clock(mo):
    """The cached rota knows the hour: nothing stands there that is over."""
    make_shift(mo, begins=1, ends=2)
    WATCH.look(NOON)

    assert WATCH.look_in(NOON).next_at == NOON + timedelta(hours=1)
    assert WATCH.look_in(NOON + timedelta(minutes=90)).until == NOON + timedelta(hours=2)
    late = WATCH.look_in(NOON + timedelta(hours=2))
    assert (late.until, late.next_at) == (None, None)
