"""Who is here and who is writing: as little as they chose, told first to be dropped, and hardly stored."""

import asyncio
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from community.accounts.actions import block
from community.chat.actions import forget_presences, remember_presences
from community.chat.models import ChatSettings, Presence
from community.chat.present import Present, present_in
from tests.chat.factories import make_message, make_room
from tests.chat.sockets import entered, frames_until_ready, in_thread, next_frame
from tests.factories import NOON

TYPING = '{"type": "typing"}'


@pytest.fixture
def looks_often(monkeypatch):
    monkeypatch.setattr("community.chat.company.LOOK_SECONDS", 0.1)
    monkeypatch.setattr("community.chat.company.TELL_SECONDS", 0.0)


def choose(*members, **choices):
    for member in members:
        ChatSettings.objects.update_or_create(member=member, defaults=choices)


async def frames_about(browser, kind, seconds=0.6):
    """Those of one kind that come in a while."""
    found, end = [], asyncio.get_running_loop().time() + seconds
    while (left := end - asyncio.get_running_loop().time()) > 0:
        if await browser.receive_nothing(timeout=left):
            break
        frame = await next_frame(browser)
        found += [frame] if frame["type"] == kind else []
    return found


@pytest.mark.django_db(transaction=True)
async def test_typing_is_told_to_those_who_show_it_themselves_and_to_nobody_else(room, ada, bo, mo):
    await in_thread(choose, ada, bo, shows_typing=True)
    async with entered(ada, room) as hers, entered(bo, room) as his, entered(mo, room) as moderators:
        for browser in (hers, his, moderators):
            await frames_until_ready(browser)
        await hers.send_to(text_data=TYPING)

        assert await frames_about(his, "room.typing") == [{"type": "room.typing", "name": "Ada"}]
        assert await frames_about(moderators, "room.typing", 0.1) == []
        assert await frames_about(hers, "room.typing", 0.1) == []

        await moderators.send_to(text_data=TYPING)  # they do not show it, so nobody sees it
        assert await frames_about(his, "room.typing", 0.3) == []


@pytest.mark.django_db(transaction=True)
async def test_typing_of_the_blocked_is_kept_from_the_blocker_and_the_blockers_from_nobody(room, ada, bo, mo):
    """Who is blocked sees the blocker write as before: what is missing would tell."""

    def prepare():
        choose(ada, bo, mo, shows_typing=True)
        block(bo, blocker=ada, now=NOON)

    await in_thread(prepare)
    async with entered(ada, room) as hers, entered(bo, room) as his, entered(mo, room) as moderators:
        for browser in (hers, his, moderators):
            await frames_until_ready(browser)
        await hers.send_to(text_data=TYPING)
        assert await frames_about(his, "room.typing") == [{"type": "room.typing", "name": "Ada"}]
        assert len(await frames_about(moderators, "room.typing", 0.1)) == 1

        await his.send_to(text_data=TYPING)
        assert [frame["name"] for frame in await frames_about(moderators, "room.typing")] == ["Bo"]
        assert await frames_about(hers, "room.typing", 0.1) == []


@pytest.mark.django_db(transaction=True)
async def test_typing_is_told_once_in_three_seconds_and_is_no_mistake(room, ada, bo):
    await in_thread(choose, ada, bo, shows_typing=True)
    async with entered(ada, room) as hers, entered(bo, room) as his:
        await frames_until_ready(hers)
        await frames_until_ready(his)
        for _ in range(5):
            await hers.send_to(text_data=TYPING)

        assert len(await frames_about(his, "room.typing")) == 1
        assert await frames_about(hers, "error", 0.1) == []


@pytest.mark.django_db(transaction=True)
async def test_number_is_told_and_names_of_those_who_chose_it(room, ada, bo, looks_often):
    await in_thread(choose, ada, shows_presence=True)
    async with entered(ada, room) as hers, entered(bo, room):
        await frames_until_ready(hers)
        told = await frames_about(hers, "room.present", 1)

    assert told[-1] == {"type": "room.present", "number": 2, "names": ["Ada"]}
    assert await in_thread(Presence.objects.count) == 2


@pytest.mark.django_db(transaction=True)
async def test_being_there_is_stored_once_a_minute_and_not_at_each_look(room, ada, looks_often, monkeypatch):
    stored = []

    def remember(here, *, now):
        stored.append(here)
        remember_presences(here, now=now)

    monkeypatch.setattr("community.chat.company.remember_presences", remember)
    async with entered(ada, room) as browser:
        await frames_until_ready(browser)
        await asyncio.sleep(1)

    assert stored == [{(room.pk, ada.pk): False}]


@pytest.mark.parametrize("people", [1, 3])
def test_all_who_are_there_cost_one_query(group, ada, bo, mo, people, django_assert_num_queries):
    room = make_room(group)
    here = {(room.pk, member.pk): True for member in (ada, bo, mo)[:people]}

    for _ in range(2):  # the second time is the next minute
        with django_assert_num_queries(1):
            remember_presences(here, now=NOON)
    with django_assert_num_queries(1):
        found = present_in([room.pk], now=NOON)

    assert found == {room.pk: Present(people, ("Ada", "Bo", "Mo")[:people])}


def test_whoever_is_gone_for_two_minutes_is_not_here_and_then_forgotten(room, ada):
    remember_presences({(room.pk, ada.pk): True}, now=NOON)
    later = NOON + timedelta(minutes=2)

    assert present_in([room.pk], now=later - timedelta(seconds=1))[room.pk].number == 1
    assert present_in([room.pk], now=later) == {}
    assert forget_presences(now=later) == 1


def test_page_says_how_many_are_here_and_hides_the_names_of_those_one_blocked(client, room, ada, bo, mo):
    block(mo, blocker=ada, now=NOON)
    remember_presences({(room.pk, bo.pk): True, (room.pk, mo.pk): True}, now=timezone.now())
    client.force_login(ada)

    page = client.get(room.get_absolute_url()).content.decode()

    assert "2 people are here." in page
    assert "Seen by name: Bo." in page
    assert "data-others-typing" not in page
    choose(ada, shows_typing=True)
    assert "data-others-typing" in client.get(room.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
async def test_what_is_typed_never_travels(room, ada, bo):
    await in_thread(choose, ada, bo, shows_typing=True)
    async with entered(ada, room) as hers, entered(bo, room) as his:
        await frames_until_ready(hers)
        await frames_until_ready(his)
        await hers.send_to(text_data=json.dumps({"type": "typing", "text": "Zebra", "name": "Mo"}))
        told = await frames_about(his, "room.typing")
        await in_thread(make_message, room, ada)

    assert told == [{"type": "room.typing", "name": "Ada"}]
