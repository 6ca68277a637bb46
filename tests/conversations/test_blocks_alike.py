"""Whoever is blocked does with the blocker what they do with anybody, and sees the same: told apart by nothing.

Ada blocked Bo, and Zoe did not. Whatever Bo, or a friend of Bo, sees of Ada is what they see of Zoe.
"""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.html import strip_tags

from community.accounts.actions import block, unblock
from community.accounts.models import User
from community.conversations import actions
from community.conversations.models import Conversation, Participant, PrivateMessage
from community.conversations.permissions import MOST_UNANSWERED, can_send, known_to, why_not
from community.privacy.export.rows import rows
from tests.conversations.factories import add, answer, fresh, make_conversation, place_of, send, write_to
from tests.factories import NOON, make_user


@pytest.fixture
def zoe(db):
    return make_user("Zoe")


@pytest.fixture
def both(ada, zoe):
    return ada, zoe


def blocked(bo, ada):
    row = block(bo, blocker=ada, now=NOON)
    ada.refresh_from_db()
    return row


def unnamed(text):
    return text.replace("Ada", "X").replace("Zoe", "X")


def seen(client, reader, conversation):
    client.force_login(reader)
    page = client.get(conversation.get_absolute_url()).content.decode()
    return unnamed(strip_tags(page.split("<main")[1].split("</main>")[0]))


def test_who_knows_each_other_can_write_more_at_once(client, ada, bo, both):
    for other in both:
        make_conversation(bo, other)
    blocked(bo, ada)
    begun = [write_to(bo, other) for other in both]
    before = ada.notifications.count()

    pages = [seen(client, bo, one) for one in begun]
    assert pages[0] == pages[1]
    assert "has not joined" not in pages[0]
    for one in begun:
        send(one, bo)
    pages = [seen(client, bo, one) for one in begun]
    assert pages[0] == pages[1]
    assert ada.notifications.count() == before


def test_first_messages_are_counted_alike(ada, bo, both):
    blocked(bo, ada)
    guests = [make_user(f"Guest{number}") for number in range(MOST_UNANSWERED)]
    for start in (0, 10):
        write_to(bo, *guests[start : start + 10][: 10 if start == 0 else 9])

    write_to(bo, ada)

    assert why_not(bo, [guests[-1]], now=NOON) == [
        "Many of your first messages still wait for an answer. Please let some of them come first."
    ]


@pytest.mark.parametrize("days", [0, 29.997, 30, 31, 400])
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("way", ["write", "add"])
def test_second_try_is_answered_alike_at_any_time(ada, bo, eve, both, way, known, days):
    circle = make_conversation(bo, eve)
    for other in both:
        if known:
            make_conversation(bo, other)
    blocked(bo, ada)
    for other in both:
        add(fresh(circle), other, bo) if way == "add" else write_to(bo, other)

    later = NOON + timedelta(days=days)
    answers = [[unnamed(str(reason)) for reason in why_not(bo, [other], now=later)] for other in both]

    assert answers[0] == answers[1]


def test_places_are_alike_but_for_what_nobody_is_shown(ada, bo, eve, both):
    for other in both:
        make_conversation(bo, other)
    blocked(bo, ada)
    circle, begun = make_conversation(bo, eve), write_to(bo, *both)
    for other in both:
        add(fresh(circle), other, bo)

    own = {"id", "member_id", "withheld", "_state"}
    for conversation in (circle, begun):
        hers, theirs = ({k: v for k, v in vars(place_of(conversation, one)).items() if k not in own} for one in both)
        assert hers == theirs


def test_a_friend_of_the_blocked_sees_no_difference_either(client, ada, bo, eve, both):
    for other in both:
        make_conversation(bo, other)
    blocked(bo, ada)
    begun = [make_conversation(bo, eve, other) for other in both]
    for one in begun:
        send(one, eve)
    pages = [seen(client, eve, one) for one in begun]

    assert pages[0] == pages[1]
    assert known_to(eve, both) == {ada.pk, begun[1].place_of(both[1]).member_id}
    for other in both:
        refused = pytest.raises(actions.Refused, match=f"{other} is in this conversation already.")
        with refused:
            add(begun[both.index(other)], other, eve)


def test_files_of_the_blocked_and_of_others_say_nothing(ada, bo, eve, both):
    for other in both:
        make_conversation(bo, other)
    blocked(bo, ada)
    make_conversation(bo, eve)
    for other in both:
        write_to(bo, other, eve)

    for member in (bo, eve):
        first, second = list(rows(Participant, member))[-2:]
        differ = {name for name in first if first[name] != second[name]}
        assert differ <= {"id", "conversation"}
        assert "withheld" not in first


def test_blocker_gets_nothing_of_it(client, ada, bo, eve):
    shared = make_conversation(bo, ada)
    blocked(bo, ada)
    before, files = ada.notifications.count(), [list(rows(table, ada)) for table in (Participant, Conversation)]

    begun = write_to(bo, ada, eve)
    answer(begun, eve)
    send(begun, eve, "Zebra words.")

    assert ada.notifications.count() == before
    assert [list(rows(table, ada)) for table in (Participant, Conversation)] == files
    assert "Zebra words." not in [row["body"] for row in rows(PrivateMessage, ada)]
    for table in (Conversation, Participant, PrivateMessage):
        path = "pk" if table is Conversation else "conversation"
        assert set(table.objects.visible_to(ada).values_list(path, flat=True)) == {shared.pk}
    assert not can_send(ada, fresh(begun), now=NOON)
    client.force_login(ada)
    assert "Eve" not in strip_tags(client.get("/messages/").content.decode().split("<main")[1])


def test_after_the_undo_what_is_written_then_arrives_and_nothing_from_before(ada, bo, eve):
    make_conversation(bo, ada)
    row = blocked(bo, ada)
    begun = write_to(bo, ada, body="Meanwhile.")
    send(begun, bo, "Meanwhile, too.")
    unblock(row, blocker=ada)
    before = ada.notifications.count()
    assert not Conversation.objects.visible_to(ada).filter(pk=begun.pk).exists()

    send(begun, bo, "Now.")
    send(begun, User.objects.get(pk=ada.pk), "I am here.")

    said = PrivateMessage.objects.visible_to(ada).filter(conversation=begun)
    assert [message.body for message in said.order_by("number")] == ["Now.", "I am here."]
    assert ada.notifications.count() == before + 1


def test_after_the_undo_a_question_from_before_does_not_come(ada, bo, eve):
    row = blocked(bo, ada)
    begun = write_to(bo, ada, eve)
    answer(begun, eve)
    unblock(row, blocker=ada)

    send(begun, bo)

    assert not Conversation.objects.visible_to(ada).exists()
    assert ada.notifications.count() == 0


def test_a_no_that_stood_for_a_block_becomes_withheld_and_one_that_was_said_stays(ada, bo, eve, zoe):
    migration = import_module("community.conversations.migrations.0004_withheld_places")
    begun = write_to(bo, ada, eve, zoe)
    answer(begun, eve, accepts=False)
    Participant.objects.filter(member=ada).update(declined_at=NOON - timedelta(minutes=10))
    before = list(begun.participants.values())

    migration.withhold(apps, None)
    after = {place.member_id: (place.withheld, place.declined_at) for place in begun.participants.exclude(member=bo)}
    migration.say_no(apps, None)

    assert after == {ada.pk: (True, None), eve.pk: (False, NOON), zoe.pk: (False, None)}
    assert list(begun.participants.values()) == before
