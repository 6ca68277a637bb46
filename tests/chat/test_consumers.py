import asyncio
import json

import pytest
from django.contrib.sessions.models import Session

from community.chat import actions
from community.chat.consumers import number_in
from community.chat.models import Room
from community.groups.actions import leave_group
from tests.chat.factories import make_message, make_room
from tests.chat.sockets import browser_of, close_code, entered, frames_until_ready, in_thread, next_frame
from tests.factories import NOON, make_group


@pytest.fixture
def short_minutes(monkeypatch):
    """What nobody tells is found out soon."""
    monkeypatch.setattr("community.chat.guard.RECHECK_SECONDS", 0.1)


@pytest.mark.django_db(transaction=True)
async def test_message_of_one_member_reaches_the_other_without_waiting_for_a_sweep(room, ada, bo, monkeypatch):
    monkeypatch.setattr("community.chat.hub.SWEEP_SECONDS", 60)
    async with entered(bo, room) as browser:
        await frames_until_ready(browser)

        message = await in_thread(make_message, room, ada, body="Hello *Bo*")
        frame = await next_frame(browser)

    assert (frame["type"], frame["seq"], frame["id"], frame["at"]) == ("message.sent", 1, message.pk, 1)
    assert f'id="message-{message.pk}"' in frame["html"]
    assert "<em>Bo</em>" in frame["html"]


@pytest.mark.django_db(transaction=True)
async def test_live_message_shows_utc_whoever_sends_it(room, ada, bo):
    async with entered(bo, room) as browser:
        await frames_until_ready(browser)
        await in_thread(make_message, room, ada)
        frame = await next_frame(browser)

    assert (
        '<time class="message__time" datetime="2026-11-22T12:00:00+00:00">22 November 2026, 12:00</time>'
        in frame["html"]
    )


@pytest.mark.django_db(transaction=True)
async def test_what_was_missed_comes_first_in_order(room, ada, bo):
    for number in range(1, 6):
        await in_thread(make_message, room, ada, body=f"Message {number}")

    async with entered(bo, room, after=2) as browser:
        frames = await frames_until_ready(browser)

    assert [(frame["type"], frame["seq"]) for frame in frames] == [
        *(("message.sent", seq) for seq in (3, 4, 5)),
        ("room.ready", 5),
    ]


@pytest.mark.django_db(transaction=True)
async def test_replay_is_complete_however_long_it_was(room, ada, bo, monkeypatch):
    monkeypatch.setattr("community.chat.news.PAGE", 2)
    for _ in range(5):
        await in_thread(make_message, room, ada)

    async with entered(bo, room, after=0) as browser:
        frames = await frames_until_ready(browser)

    assert [frame["seq"] for frame in frames] == [1, 2, 3, 4, 5, 5]


@pytest.mark.django_db(transaction=True)
async def test_without_a_number_only_what_comes_next_is_told(room, ada, bo):
    await in_thread(make_message, room, ada)

    async with entered(bo, room) as browser:
        frames = await frames_until_ready(browser)

    assert frames == [{"type": "room.ready", "seq": 1}]


@pytest.mark.django_db(transaction=True)
async def test_messages_between_the_page_and_the_socket_appear_once_while_more_arrive(room, ada, bo):
    """The page was made at event 0; writers go on through the handshake, the replay and the first live news."""
    writing = asyncio.gather(*(in_thread(make_message, room, ada) for _ in range(30)))
    async with entered(bo, room, after=0) as browser:
        frames = [await next_frame(browser) for _ in range(31)]
        await writing
        assert await browser.receive_nothing(timeout=0.1)

    assert [frame["seq"] for frame in frames if frame["type"] == "message.sent"] == list(range(1, 31))


@pytest.mark.django_db(transaction=True)
async def test_hidden_text_does_not_travel_live_or_in_the_replay(room, ada, bo, mo):
    message = await in_thread(make_message, room, ada, body="Take 5 grams")
    async with entered(bo, room) as browser:
        await frames_until_ready(browser)
        await in_thread(actions.hide_message, message, moderator=mo, now=NOON)
        live = await next_frame(browser)
    async with entered(bo, room, after=0) as browser:
        replay = await frames_until_ready(browser)

    assert (live["type"], live["seq"], live["at"]) == ("message.hidden", 2, 1)
    assert [frame["type"] for frame in replay] == ["message.sent", "message.hidden", "room.ready"]
    assert "grams" not in json.dumps([live, *replay])


@pytest.mark.django_db(transaction=True)
async def test_restored_message_comes_back_with_its_text(room, ada, bo, mo):
    message = await in_thread(make_message, room, ada, body="Harmless")
    await in_thread(actions.hide_message, message, moderator=mo, now=NOON)

    async with entered(bo, room) as browser:
        await frames_until_ready(browser)
        await in_thread(actions.restore_message, message, moderator=mo, now=NOON)
        frame = await next_frame(browser)

    assert (frame["type"], frame["at"]) == ("message.restored", 1)
    assert "Harmless" in frame["html"]


@pytest.mark.django_db(transaction=True)
async def test_visitor_and_stranger_are_turned_away_before_the_door_opens(room, eve, ed):
    private = await in_thread(make_group, "private", privacy="private")
    private_room = await in_thread(make_room, private, "hall")

    for person, place, code in [(None, room, 4401), (eve, private_room, 4404), (eve, room, 4403)]:
        browser = await browser_of(person, place)
        assert await browser.connect(timeout=3) == (False, code)


@pytest.mark.django_db(transaction=True)
async def test_room_that_does_not_exist_is_not_found(room, ada):
    browser = await browser_of(ada, Room(slug="no-such-room"))

    assert await browser.connect(timeout=3) == (False, 4404)


@pytest.mark.django_db(transaction=True)
async def test_member_who_leaves_is_let_out_at_the_next_check(room, ada, group, short_minutes):
    async with entered(ada, room) as browser:
        await in_thread(leave_group, group=group, member=ada)

        assert await close_code(browser) == 4403


@pytest.mark.django_db(transaction=True)
async def test_signing_out_closes_the_socket_at_the_next_check(room, ada, short_minutes):
    async with entered(ada, room) as browser:
        await in_thread(Session.objects.all().delete)

        assert await close_code(browser) == 4401


@pytest.mark.django_db(transaction=True)
async def test_change_of_password_closes_the_socket_at_the_next_check(room, ada, short_minutes):
    async with entered(ada, room) as browser:
        ada.set_password("another long one")
        await in_thread(ada.save)

        assert await close_code(browser) == 4401


@pytest.mark.django_db(transaction=True)
async def test_frame_that_is_not_understood_gets_an_error_and_the_tenth_closes(room, ada):
    nonsense = [" ", "{", "[]", "7", "null", '{"type": "message.sent"}', '{"type": ["ping"]}', "a" * 65536, "ping"]
    async with entered(ada, room) as browser:
        await frames_until_ready(browser)
        await browser.send_to(bytes_data=b'{"type": "ping"}')
        for text in nonsense:
            await browser.send_to(text_data=text)
        frames = [await next_frame(browser) for _ in range(10)]

        assert frames == [{"type": "error", "code": "unknown-frame"}] * 10
        assert await close_code(browser) == 1008


@pytest.mark.django_db(transaction=True)
async def test_ping_is_answered(room, ada):
    async with entered(ada, room) as browser:
        await frames_until_ready(browser)
        for _ in range(12):
            await browser.send_to(text_data='{"type": "ping"}')

        assert [await next_frame(browser) for _ in range(12)] == [{"type": "pong"}] * 12


@pytest.mark.django_db(transaction=True)
async def test_more_than_twenty_frames_in_ten_seconds_are_mistakes_and_ten_of_them_close(room, ada):
    async with entered(ada, room) as browser:
        await frames_until_ready(browser)
        for _ in range(30):
            await browser.send_to(text_data='{"type": "ping"}')
        frames = [await next_frame(browser) for _ in range(30)]

        assert frames[:20] == [{"type": "pong"}] * 20
        assert frames[20:] == [{"type": "error", "code": "too-many-frames"}] * 10
        assert await close_code(browser) == 1008


JUNK = [b"", b"after=", b"after=-1", b"after=%F0", b"after=\xb2", b"after=" + b"9" * 40]


@pytest.mark.parametrize(("query", "after"), [(b"after=7", 7), (b"after=0", 0), *((junk, 3) for junk in JUNK)])
def test_place_to_resume_from_is_a_number_or_where_the_room_is(query, after):
    assert number_in(query, "after", default=3) == after
