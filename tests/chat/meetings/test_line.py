"""The line of raised hands holds nobody who may not speak in the room any more."""

from datetime import timedelta

import pytest

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat.actions import hands, pausing
from community.chat.models import Hand
from community.chat.news import state_of
from community.groups.actions import leave_group
from tests.chat.factories import make_host, make_message
from tests.chat.meetings.factories import SEVEN, attend, fresh, make_running
from tests.chat.meetings.test_hosting import LATER, act, raise_hands, room_of, turn


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def running(room, mo):
    return make_running(room, mo)


def leave(member, meeting):
    leave_group(group=meeting.room.group, member=member)


def silence(member, meeting):
    sanction(member, kind=Sanction.Kind.SILENCE, until=None, now=LATER)


def suspend(member, meeting):
    sanction(member, kind=Sanction.Kind.SUSPENSION, until=LATER + timedelta(days=1), now=LATER)


def pause(member, meeting):
    host = make_host(meeting.room.group)
    why = {"length": timedelta(hours=1), "reason": "Please rest."}
    pausing.pause_member(room=meeting.room, member=member, host=host, now=LATER, **why)


ENDS = pytest.mark.parametrize("end", [leave, silence, suspend, pause])


@ENDS
def test_whoever_may_not_speak_any_more_is_out_of_the_line(running, mo, ada, bo, end):
    raise_hands(running, ada, bo)

    end(ada, running)

    assert turn(running) == (None, ["Bo"])
    assert "Ada" not in state_of(room_of(running))
    assert act(hands.call_next, running, mo)
    assert turn(running) == ("Bo", [])


@ENDS
def test_the_word_goes_on_from_whoever_may_not_speak_any_more(running, mo, ada, bo, end):
    raise_hands(running, ada, bo)
    act(hands.call_next, running, mo)

    end(ada, running)

    assert turn(running) == (None, ["Bo"])
    assert act(hands.call_next, running, mo)
    assert turn(running) == ("Bo", [])
    assert Hand.objects.get(member=ada).lowered_at == LATER


def test_host_who_had_a_pause_before_stays_in_the_line(running, ada):
    raise_hands(running, ada)
    pause(ada, running)
    ada.memberships.update(role="host")

    assert turn(running) == (None, ["Ada"])


def test_check_in_round_asks_nobody_who_may_not_speak(running, mo, ada, bo):
    attend(running, ada, bo)
    for member in (ada, bo):
        make_message(running.room, member, now=SEVEN)
    pause(ada, running)

    assert hands.start_round(meeting=running, host=mo, now=LATER) == 1
    assert turn(running) == (None, ["Bo"])


def test_line_costs_one_query_whoever_stands_in_it(running, ada, bo, django_assert_num_queries):
    raise_hands(running, ada, bo)
    meeting = fresh(running)

    with django_assert_num_queries(1):
        assert len(meeting.line) == 2
        assert meeting.speaker is None
