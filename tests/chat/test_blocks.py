"""Rooms for whoever blocked somebody: folded on the page, and what comes live is alike for all."""

import json

from community.accounts.actions import block
from community.chat.news import frames_after
from tests.chat.factories import make_message
from tests.factories import NOON

FOLD = '<details class="message__fold"><summary>Written by somebody you blocked. Open to read</summary>'


def page(client, member, address):
    client.force_login(member)
    return client.get(address).content.decode()


def test_words_of_a_blocked_member_are_folded_for_the_blocker_alone(client, room, ada, bo):
    make_message(room, bo, "Zebra words.")
    make_message(room, ada, "Mine.")
    block(bo, blocker=ada, now=NOON)

    for address in (room.get_absolute_url(), f"{room.get_absolute_url()}?before=9"):
        found = page(client, ada, address)
        assert found.count(FOLD) - ("data-room-fold" in found) == 1
        assert "Zebra words." in found
        assert FOLD not in page(client, bo, address)


def test_page_tells_its_script_whom_to_fold_and_nobody_else(client, room, ada, bo, mo):
    block(bo, blocker=ada, now=NOON)
    block(mo, blocker=ada, by_name=False, now=NOON)

    assert 'data-blocked="Bo"' in page(client, ada, room.get_absolute_url())
    assert 'data-blocked=""' in page(client, bo, room.get_absolute_url())
    assert "data-room-fold" not in page(client, bo, room.get_absolute_url())


def test_what_travels_is_the_same_before_and_after(room, ada, bo):
    make_message(room, bo)
    before = frames_after(room.pk, after=0)

    block(bo, blocker=ada, now=NOON)

    assert frames_after(room.pk, after=0) == before
    assert "you blocked" not in json.dumps(before)


def test_message_offers_the_way_to_block_its_writer(client, room, ada, bo):
    message = make_message(room, bo)

    assert "/members/Bo/block/" in page(client, ada, message.page_url)


def test_room_costs_one_query_more_for_whoever_blocks(client, room, ada, bo, eve, django_assert_num_queries):
    make_message(room, bo)
    block(eve, blocker=ada, now=NOON)
    client.force_login(ada)
    client.get(room.get_absolute_url())  # the first look remembers how far she has read

    with django_assert_num_queries(12):
        client.get(room.get_absolute_url())
