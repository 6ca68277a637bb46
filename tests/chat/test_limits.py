"""How fast one member's messages come, and which wait."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import close_old_connections, connection

from community.chat import actions
from community.chat.limits import TooSoon, is_new, refuse_hasty_edit
from community.chat.models import Message, RoomEvent
from tests.chat.factories import make_host, make_message, make_newcomer, make_room
from tests.core.links import TRICKS
from tests.factories import NOON
from tests.words.factories import make_rule

SECOND = timedelta(seconds=1)


def after(seconds):
    return NOON + seconds * SECOND


def seconds_asked(room, author, body="Good morning.", now=NOON):
    with pytest.raises(TooSoon) as refusal:
        make_message(room, author, body=body, now=now)
    return refusal.value.seconds


def test_the_third_time_the_same_words_in_a_minute_is_refused(settings, room, group, ada, bo):
    settings.ROOM_REPEATS = 2
    other = make_room(group, slug="other")
    make_message(room, ada, body="Buy this", now=NOON)
    make_message(other, ada, body="buy  THIS", now=after(20))

    assert seconds_asked(room, ada, body="Buy this", now=after(30)) == 30
    make_message(room, ada, body="Something else", now=after(30))
    make_message(room, bo, body="Buy this", now=after(30))
    make_message(room, ada, body="Buy this", now=after(60))

    assert room.messages.count() == 4


def test_the_eleventh_message_in_ten_seconds_is_refused(settings, room, ada, mo):
    settings.ROOM_BURST = 10
    for number in range(10):
        make_message(room, ada, body=f"Line {number}", now=after(number / 2))
        make_message(room, mo, body=f"Line {number}", now=after(number / 2))

    assert seconds_asked(room, ada, body="Line 11", now=after(5)) == 5
    make_message(room, mo, body="Hosts are not asked", now=after(5))
    make_message(room, ada, body="Line 11", now=after(10))

    assert room.messages.filter(author=ada).count() == 11


def test_who_is_refused_three_times_rests_for_a_minute(settings, room, ada):
    settings.ROOM_BURST = 1
    make_message(room, ada)

    assert [seconds_asked(room, ada, now=after(number)) for number in range(3)] == [10, 9, 60]
    assert seconds_asked(room, ada, now=after(30)) == 32  # rests although the ten seconds are long over


def test_sending_the_same_message_again_is_no_repeat(settings, room, ada):
    settings.ROOM_BURST = settings.ROOM_REPEATS = 1
    same = {"room": room, "author": ada, "body": "Once", "client_id": uuid4(), "now": NOON}

    assert len({actions.send_message(**same).pk for _ in range(5)}) == 1


def test_refusal_keeps_the_text_and_says_how_long(settings, client, room, ada):
    settings.ROOM_REPEATS = 1
    client.force_login(ada)
    address = f"{room.get_absolute_url()}messages/"
    client.post(address, {"body": "Typed with care"})

    plain = client.post(address, {"body": "Typed with care"})
    in_place = client.post(address, {"body": "Typed with care"}, headers={"accept": "application/json"})

    assert (plain.status_code, in_place.status_code) == (429, 429)
    assert plain.content.decode().count("Typed with care") == 2  # said once, and in the box
    assert 0 < in_place.json()["wait"] <= 60


def test_member_is_new_until_three_texts_have_stood_whatever_the_age(room, group):
    nia = make_newcomer(group)
    sleeper = make_newcomer(group, "Sly")
    sleeper.date_joined = NOON - timedelta(days=400)

    assert is_new(sleeper)
    make_message(room, nia, now=NOON)
    nia.accepted_posts = 1
    assert is_new(nia)
    make_message(room, nia, body="Again", now=after(60))
    assert not is_new(nia)


def test_first_messages_of_a_new_member_come_a_minute_apart(room, group, ada):
    nia, other = make_newcomer(group), make_room(group, slug="other")
    make_message(room, nia)

    assert seconds_asked(other, nia, body="Second", now=after(20)) == 40
    for number in (60, 120, 121, 122):  # the fourth and fifth at once: three have stood
        make_message(room, nia, body=f"At {number}", now=after(number))
    make_message(room, ada)
    make_message(room, ada, body="At once")

    assert room.messages.filter(author=nia).count() == 5


def test_link_of_a_new_member_waits_for_a_host_for_a_day(room, group, ada):
    nia = make_newcomer(group)

    held = make_message(room, nia, body="See https://example.org/")
    make_message(room, ada, body="See https://example.org/")

    assert (held.seq, held.waits_for, held.held_until) == (None, "host", NOON + timedelta(hours=24))
    assert actions.publish_due(now=NOON + timedelta(hours=23)) == 0
    assert actions.publish_due(now=NOON + timedelta(hours=24)) == 1


def test_link_of_a_new_host_waits_for_nobody(room, group):
    host = make_host(group)
    type(host).objects.filter(pk=host.pk).update(date_joined=NOON)
    host.refresh_from_db()

    assert make_message(room, host, body="See https://example.org/").seq == 1


def test_call_for_help_waits_for_no_pace(room, group):
    make_rule("goodbye letter", effect="urgent")
    actions.pace_room(room=room, host=make_host(group), seconds=3600, now=NOON)
    actions.calm_room(room=room, host=make_host(group, "Hel"), now=NOON)
    nia = make_newcomer(group)
    make_message(room, make_newcomer(group, "Nea"))

    first = make_message(room, nia, body="I wrote a goodbye letter")
    second = make_message(room, nia, body="a goodbye letter, do you hear")

    assert None not in (first.seq, second.seq)


def test_second_thoughts_do_not_lead_around_the_host(room, group):
    held = make_message(room, make_newcomer(group), body="https://example.org/", guard=10 * SECOND)
    assert held.waits_for == Message.Wait.GUARD

    assert actions.publish_due(now=after(10)) == 0

    held.refresh_from_db()
    assert (held.waits_for, held.held_until) == (Message.Wait.HOST, after(10) + timedelta(hours=24))


def test_correcting_once_is_free_and_the_second_change_takes_a_turn(room, group, ada):
    message = make_message(room, ada)
    actions.pace_room(room=room, host=make_host(group), seconds=60, now=NOON)
    message.refresh_from_db()

    refuse_hasty_edit(message, body="Better", now=after(1), is_host=False)
    message.edited_at = after(1)
    with pytest.raises(TooSoon) as refusal:
        refuse_hasty_edit(message, body="Chat by edits", now=after(11), is_host=False)
    refuse_hasty_edit(message, body="Chat by edits", now=after(11), is_host=True)
    refuse_hasty_edit(message, body="Chat by edits", now=after(61), is_host=False)

    assert refusal.value.seconds == 50


def test_edit_brings_no_link_that_a_message_could_not(room, group, ada):
    plain, linked = make_message(room, make_newcomer(group)), make_message(room, ada, body="See https://example.org/")

    with pytest.raises(PermissionDenied, match="would wait for a host"):
        refuse_hasty_edit(plain, body="See https://example.org/", now=after(1), is_host=False)
    actions.calm_room(room=room, host=make_host(group), now=NOON)
    linked.room.refresh_from_db()
    refuse_hasty_edit(linked, body="Still https://example.org/", now=after(1), is_host=False)
    with pytest.raises(PermissionDenied, match="Links are off"):
        refuse_hasty_edit(linked, body="And www.example.net", now=after(1), is_host=False)


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_that_send_at_once_in_a_slow_room_one_gets_through(group, ada):
    room = make_room(group, slow_seconds=30)
    together, outcomes = Barrier(2), []

    def send(body):
        together.wait(timeout=10)
        try:
            outcomes.append(make_message(room, ada, body=body).seq)
        except TooSoon as refusal:
            outcomes.append(refusal.seconds)
        finally:
            connection.close()

    windows = [Thread(target=send, args=[body]) for body in ("Left", "Right")]
    for window in windows:
        window.start()
    for window in windows:
        window.join(timeout=20)

    assert sorted(outcomes) == [1, 30]
    assert RoomEvent.objects.count() == 1
    close_old_connections()


@pytest.mark.parametrize("body", TRICKS)
def test_a_link_that_only_markdown_finds_waits_like_any_other(body, room, group):
    held = make_message(room, make_newcomer(group), body=body)

    assert 'href="https://example.org/"' in held.body_html
    assert held.waits_for == Message.Wait.HOST


def test_a_link_that_waits_comes_into_no_room_that_was_calmed_since(room, group, ada):
    guarded = make_message(room, ada, body="See https://example.org/", guard=10 * SECOND)
    held = make_message(room, make_newcomer(group), body="https://example.org/ too")
    actions.calm_room(room=room, host=make_host(group), now=NOON)

    assert actions.publish_due(now=held.held_until) == 0

    assert not Message.objects.filter(pk=guarded.pk).exists()
    assert ada.drafts.get().fields["body"] == "See https://example.org/"
    held.refresh_from_db()
    assert (held.seq, held.held_until) == (None, NOON + timedelta(hours=48))
