"""What changes for every reader each time it is done, without a message: how often one member may do it."""

from datetime import timedelta

import pytest
import time_machine

from community.chat import actions
from community.chat.actions import hands
from community.chat.limits import TooSoon
from tests.chat.factories import make_host, make_message
from tests.chat.meetings.factories import SEVEN, make_running
from tests.factories import NOON

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
JSON = {"Accept": "application/json"}


def edit(message, author, body, now):
    return actions.edit_message(message, author=author, body=body, content_notes=0, now=now)


def seconds_asked(act, **how):
    with pytest.raises(TooSoon) as refusal:
        act(**how)
    return refusal.value.seconds


def test_ten_changes_in_five_minutes_are_free_and_the_eleventh_waits(room, ada, bo):
    first, second, other = make_message(room, ada), make_message(room, ada, "Second."), make_message(room, bo)
    for number in range(10):
        edit(first if number % 2 else second, ada, f"Word {number}.", NOON + number * SECOND)

    wait = seconds_asked(edit, message=first, author=ada, body="Word 11.", now=NOON + MINUTE)
    assert edit(other, bo, "Others are free.", NOON + MINUTE)
    assert edit(first, ada, "Word 11.", NOON + 5 * MINUTE)

    assert wait == 240
    first.refresh_from_db()
    assert len(first.earlier) == 6


def test_hosts_change_as_often_as_they_need(room, group):
    host = make_host(group)
    message = make_message(room, host)

    for number in range(12):
        assert edit(message, host, f"Word {number}.", NOON)


def test_words_go_out_of_sight_at_any_time_but_not_to_and_fro_without_end(room, ada):
    message = make_message(room, ada)
    for _ in range(5):
        actions.remove_message(message, author=ada, now=NOON)
        actions.undo_removal(message, author=ada, now=NOON)

    assert actions.remove_message(message, author=ada, now=NOON)
    assert seconds_asked(actions.undo_removal, message=message, author=ada, now=NOON + MINUTE) == 240
    assert actions.undo_removal(message, author=ada, now=NOON + 5 * MINUTE)
    assert room.events.count() == 1 + 2 * 6


def test_twenty_signs_in_a_minute_are_free_and_taking_one_back_always_is(room, ada, bo):
    message = make_message(room, ada)
    for _ in range(20):
        actions.set_signs(message, member=bo, kinds=1, now=NOON)
        actions.set_signs(message, member=bo, kinds=0, now=NOON)

    assert seconds_asked(actions.set_signs, message=message, member=bo, kinds=1, now=NOON + 20 * SECOND) == 40
    actions.set_signs(message, member=bo, kinds=0, now=NOON)
    actions.set_signs(message, member=bo, kinds=1, now=NOON + MINUTE)
    message.refresh_from_db()
    assert message.signs == 1


def test_hand_goes_up_five_times_in_five_minutes_and_down_always(room, mo, ada):
    meeting = make_running(room, mo)
    for _ in range(5):
        hands.raise_hand(meeting=meeting, member=ada, now=SEVEN)
        hands.lower_hand(meeting=meeting, member=ada, now=SEVEN)

    assert seconds_asked(hands.raise_hand, meeting=meeting, member=ada, now=SEVEN + MINUTE) == 240
    assert hands.raise_hand(meeting=meeting, member=ada, now=SEVEN + 5 * MINUTE)


@time_machine.travel(NOON, tick=False)
def test_pages_say_how_long_with_429_and_keep_the_text(client, room, ada, bo):
    own, other = make_message(room, ada), make_message(room, bo)
    client.force_login(ada)

    for number in range(10):
        client.post(f"{own.page_url}edit/", {"body": f"Word {number}."})
    edited = client.post(f"{own.page_url}edit/", {"body": "Typed with care."})
    for _ in range(6):
        client.post(f"{own.page_url}remove/")
        returned = client.post(f"{own.page_url}remove/undo/")
    for _ in range(21):
        signed = client.post(f"{other.page_url}signs/", {"kinds": 1})

    assert [answer.status_code for answer in (edited, returned, signed)] == [429, 429, 429]
    assert "You can change this again in 5 minutes. Your text is still here." in edited.content.decode()
    assert "Typed with care." in edited.content.decode()
    assert "You can bring this back in 5 minutes." in returned.content.decode()
    assert "You can give this one in 60 seconds." in signed.content.decode()


def test_page_of_a_meeting_says_how_long_with_429(client, room, mo, ada):
    meeting = make_running(room, mo)
    client.force_login(ada)
    address = f"{meeting.get_absolute_url()}hand/"
    for _ in range(5):
        client.post(address)
        client.post(address, {"lower": "1"})

    plain, in_place = client.post(address), client.post(address, headers=JSON)

    assert (plain.status_code, in_place.status_code) == (429, 429)
    assert "You can raise it again in 5 minutes." in plain.content.decode()
    assert "You can raise it again in 5 minutes." in in_place.json()["errors"][0]
