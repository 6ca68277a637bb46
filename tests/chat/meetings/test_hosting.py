from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from community.accounts.actions import sanction
from community.accounts.models import Sanction
from community.chat.actions import hands
from community.chat.actions import meetings as leading
from community.chat.models import Hand, Meeting, Room
from community.chat.news import news_after
from tests.chat.factories import make_message, make_room
from tests.chat.meetings.factories import SEVEN, attend, cancel, fresh, make_meeting, make_running
from tests.concurrency import at_once
from tests.factories import join, make_user

LATER = SEVEN + timedelta(minutes=5)


@pytest.fixture
def running(room, mo):
    return make_running(room, mo, welcome="Tea is on.")


def room_of(meeting):
    return Room.objects.get(pk=meeting.room.pk)


def raise_hands(meeting, *members, now=LATER):
    for second, member in enumerate(members):
        hands.raise_hand(meeting=meeting, member=member, now=now + timedelta(seconds=second))


def turn(meeting):
    """Who has the word, and who waits."""
    found = fresh(meeting)
    return found.speaker and found.speaker.member.username, [hand.member.username for hand in found.line]


def act(verb, meeting, host, *, after=None):
    speaker = fresh(meeting).speaker
    seen = after if after is not None else (speaker.pk if speaker else 0)
    return verb(meeting=meeting, host=host, after=seen, now=LATER)


def test_opening_opens_the_room_and_says_so(mo, group):
    room = make_room(group, opening="meetings", is_open=False)
    meeting = make_meeting(room, mo, welcome="Tea is on.")

    opened = [leading.open_meeting(meeting=meeting, host=mo, now=SEVEN) for _ in range(2)]

    room.refresh_from_db()
    assert opened == [True, False]
    assert (room.is_open, room.meeting) == (True, meeting)
    assert list(room.events.order_by("seq").values_list("seq", "kind")) == [(1, "opened"), (2, "meeting")]
    assert "Tea is on." in news_after(room.pk, after=1)[0]["html"]


def test_it_opens_from_an_hour_before_until_its_end(room, mo):
    meeting = make_meeting(room, mo)

    for moment in (SEVEN - timedelta(minutes=61), SEVEN + timedelta(hours=1)):
        with pytest.raises(leading.NotNow):
            leading.open_meeting(meeting=meeting, host=mo, now=moment)
    assert leading.open_meeting(meeting=meeting, host=mo, now=SEVEN - timedelta(minutes=60))


def test_what_was_called_off_does_not_open(room, mo):
    meeting = make_meeting(room, mo)
    cancel(meeting, mo)

    with pytest.raises(leading.NotNow):
        leading.open_meeting(meeting=meeting, host=mo, now=SEVEN)


def test_one_meeting_at_a_time_in_a_room(running, room, mo):
    other = make_meeting(room, mo, title="At the same time")

    with pytest.raises(leading.NotNow):
        leading.open_meeting(meeting=other, host=mo, now=SEVEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.filter(pk=make_room(room.group, slug="garden").pk).update(meeting=running)


def test_closing_ends_every_turn_and_closes_a_room_for_meetings(group, mo, ada):
    room = make_room(group, opening="meetings")
    meeting = make_running(room, mo)
    raise_hands(meeting, ada)

    closed = [leading.close_meeting(meeting=meeting, host=mo, now=LATER) for _ in range(2)]

    assert closed == [True, False]
    assert (room_of(meeting).meeting, room_of(meeting).is_open) == (None, False)
    assert (fresh(meeting).closed_at, turn(meeting)) == (LATER, (None, []))


def test_closing_leaves_a_room_that_is_always_open(running, mo):
    leading.close_meeting(meeting=running, host=mo, now=LATER)

    assert room_of(running).is_open


def test_only_hosts_lead(running, ada):
    with pytest.raises(PermissionDenied):
        leading.close_meeting(meeting=running, host=ada, now=LATER)
    with pytest.raises(PermissionDenied):
        leading.change_welcome(meeting=running, host=ada, welcome="Mine.", now=LATER)
    for verb in (hands.call_next, hands.skip, hands.finish_turn):
        with pytest.raises(PermissionDenied):
            act(verb, running, ada)
    for verb in (hands.start_round, hands.end_round):
        with pytest.raises(PermissionDenied):
            verb(meeting=running, host=ada, now=LATER)

    assert fresh(running).is_running


def test_welcome_message_reaches_those_who_are_there(running, mo):
    leading.change_welcome(meeting=running, host=mo, welcome="Milk or lemon?", now=LATER)

    last = news_after(running.room.pk, after=room_of(running).last_seq - 1)
    assert [news["type"] for news in last] == ["room.meeting"]
    assert "Milk or lemon?" in last[0]["html"]


def test_hands_go_up_once_and_are_called_in_their_order(running, mo, ada, bo):
    raise_hands(running, bo, ada)
    assert not hands.raise_hand(meeting=running, member=bo, now=LATER)
    assert turn(running) == (None, ["Bo", "Ada"])

    act(hands.call_next, running, mo)
    assert turn(running) == ("Bo", ["Ada"])
    act(hands.call_next, running, mo)
    assert turn(running) == ("Ada", [])
    act(hands.call_next, running, mo)
    assert turn(running) == (None, [])


def test_a_lowered_hand_leaves_the_line_and_the_word(running, mo, ada, bo):
    raise_hands(running, ada, bo)
    act(hands.call_next, running, mo)

    assert hands.lower_hand(meeting=running, member=ada, now=LATER)
    assert not hands.lower_hand(meeting=running, member=ada, now=LATER)

    assert turn(running) == (None, ["Bo"])


def test_double_click_on_next_passes_over_nobody(running, mo, ada, bo):
    raise_hands(running, ada, bo)

    assert act(hands.call_next, running, mo, after=0)
    assert not act(hands.call_next, running, mo, after=0)

    assert turn(running) == ("Ada", ["Bo"])


def test_skipped_people_come_last_and_are_not_lost(running, mo, ada, bo):
    raise_hands(running, ada, bo)
    act(hands.call_next, running, mo)

    assert act(hands.skip, running, mo)
    assert turn(running) == ("Bo", ["Ada"])
    act(hands.finish_turn, running, mo)
    assert turn(running) == (None, ["Ada"])
    act(hands.call_next, running, mo)
    act(hands.skip, running, mo)
    assert turn(running) == (None, [])


def test_check_in_round_asks_those_who_come_and_are_here(running, mo, ada, bo):
    cy = make_user("Cy")
    join(running.room.group, cy)
    attend(running, bo, ada, cy)
    for member in (ada, bo):
        make_message(running.room, member, now=LATER - timedelta(minutes=1))

    assert hands.start_round(meeting=running, host=mo, now=LATER) == 2
    assert hands.start_round(meeting=running, host=mo, now=LATER) == 0

    assert fresh(running).is_in_round
    assert turn(running) == (None, ["Bo", "Ada"])


def test_round_goes_before_raised_hands_and_ends(running, mo, ada, bo):
    attend(running, ada)
    make_message(running.room, ada, now=LATER)
    raise_hands(running, bo)
    hands.start_round(meeting=running, host=mo, now=LATER)
    assert turn(running) == (None, ["Ada", "Bo"])

    assert hands.end_round(meeting=running, host=mo, now=LATER)

    assert turn(running) == (None, ["Bo"])
    assert not hands.end_round(meeting=running, host=mo, now=LATER)


def test_strangers_and_silenced_members_raise_no_hand(running, ada, eve):
    sanction(ada, kind=Sanction.Kind.SILENCE, until=None, now=SEVEN)

    for member in (ada, eve):
        with pytest.raises(PermissionDenied):
            hands.raise_hand(meeting=running, member=member, now=LATER)

    assert not Hand.objects.exists()


def test_hands_are_for_meetings_that_run(room, mo, ada):
    meeting = make_meeting(room, mo)

    with pytest.raises(PermissionDenied):
        hands.raise_hand(meeting=meeting, member=ada, now=SEVEN)


def test_database_lets_one_have_the_word(running, ada, bo):
    raise_hands(running, ada, bo)

    with pytest.raises(IntegrityError), transaction.atomic():
        Hand.objects.update(called_at=LATER)


@pytest.mark.django_db(transaction=True)
def test_two_hosts_who_click_at_once_call_one_person(room, mo, ada, bo):
    meeting = make_running(room, mo)
    raise_hands(meeting, ada, bo)

    called = at_once(*[lambda: hands.call_next(meeting=meeting, host=mo, after=0, now=LATER)] * 3)

    assert sorted(called) == [False, False, True]
    assert turn(meeting) == ("Ada", ["Bo"])


def test_forgotten_meeting_ends_by_itself_and_closes_a_room_for_meetings(running, room):
    Room.objects.filter(pk=room.pk).update(opening="meetings")
    assert leading.close_forgotten(now=SEVEN + timedelta(hours=3, minutes=59)) == 0
    assert leading.close_forgotten(now=SEVEN + timedelta(hours=4)) == 1

    assert (room_of(running).meeting, room_of(running).is_open) == (None, False)
    assert not fresh(running).is_running


def test_agreement_is_to_the_words_one_has_read(running, mo, ada, bo):
    attend(running, ada)
    leading.draft_summary(meeting=running, host=mo, summary="We meet again.")

    assert leading.agree(meeting=running, member=ada, summary="We meet again.", now=LATER)
    leading.draft_summary(meeting=running, host=mo, summary="We meet on Friday.")
    assert not running.attendances.exclude(agreed_at=None).exists()
    assert not leading.agree(meeting=running, member=ada, summary="We meet again.", now=LATER)
    with pytest.raises(PermissionDenied):
        leading.agree(meeting=running, member=bo, summary="We meet on Friday.", now=LATER)


def test_database_keeps_the_states_apart(running):
    for wrong in ({"cancelled_at": LATER}, {"opened_at": None, "closed_at": LATER}, {"summary_url": "/threads/1/"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=running.pk).update(**wrong)
