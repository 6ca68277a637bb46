from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.conversations import actions
from community.conversations.models import MOST_OTHERS
from community.conversations.permissions import (
    MOST_UNANSWERED,
    can_add,
    can_begin,
    can_hide,
    can_send,
    known_to,
    old_enough_at,
    posts_missing,
    why_not,
)
from tests.conversations.factories import add, answer, make_conversation, write_to
from tests.factories import NOON, make_user

MONTH = timedelta(days=30)


@pytest.mark.parametrize(
    ("days", "posts", "may"),
    [(0, 0, False), (2.9, 3, False), (3, 2, False), (3, 0, False), (400, 2, False), (3, 3, True), (400, 99, True)],
)
def test_r23_begins_after_three_days_and_three_accepted_posts(db, days, posts, may):
    member = make_user("Nia", date_joined=NOON - timedelta(days=days), accepted_posts=posts)

    assert can_begin(member, now=NOON) is may
    assert old_enough_at(member) == NOON + timedelta(days=3 - days)
    assert posts_missing(member) == max(3 - posts, 0)


def test_nobody_begins_signed_out_suspended_or_before_the_guidelines(db):
    suspended = make_user("Una", accepted_posts=9, is_active=False)
    newest = make_user("Nia", accepted_posts=9, guidelines_accepted_at=None)

    assert not any(can_begin(person, now=NOON) for person in (AnonymousUser(), suspended, newest))


def test_only_those_inside_write_and_only_to_somebody(ada, bo, eve, mo):
    conversation = write_to(ada, bo, eve)
    people = [AnonymousUser(), ada, bo, eve, mo]

    assert [person for person in people if can_send(person, conversation, now=NOON)] == []
    answer(conversation, bo)
    assert [person for person in people if can_send(person, conversation, now=NOON)] == [ada, bo]
    actions.leave(conversation=conversation, member=bo, now=NOON)
    assert [person for person in people if can_send(person, conversation, now=NOON)] == []


def test_new_member_answers_but_adds_nobody(ada, eve):
    newest = make_user("Nia", date_joined=NOON)
    conversation = make_conversation(ada, newest)

    assert can_send(newest, conversation, now=NOON)
    assert [person for person in (ada, eve, newest) if can_add(person, conversation, now=NOON)] == [ada]


def test_conversation_has_room_for_ten_others(ada, bo):
    others = [make_user(f"Guest{number}") for number in range(MOST_OTHERS)]
    conversation = write_to(ada, *others)

    assert not can_add(ada, conversation, now=NOON)
    answer(conversation, others[0])
    actions.leave(conversation=conversation, member=others[0], now=NOON)
    assert can_add(ada, conversation, now=NOON)


def test_only_moderators_of_the_site_hide(ada, mo, root):
    suspended = make_user("Una", is_moderator=True, is_active=False)

    assert [person for person in (AnonymousUser(), ada, root, suspended, mo) if can_hide(person)] == [mo]


def test_whoever_wants_no_messages_gets_none(ada, bo):
    make_conversation(ada, bo)
    actions.choose_who_may_write(bo, nobody=True)

    assert why_not(ada, [bo], now=NOON) == ["Bo takes no private messages."]


def test_no_answer_and_a_no_are_told_in_the_same_words(ada, bo, eve):
    write_to(ada, bo)
    answer(write_to(ada, eve), eve, accepts=False)

    assert why_not(ada, [bo, eve], now=NOON) == [
        "Bo takes no messages from you now.",
        "Eve takes no messages from you now.",
    ]
    assert why_not(bo, [ada], now=NOON) == []


def test_a_no_lasts_thirty_days(ada, bo):
    answer(write_to(ada, bo), bo, accepts=False)

    assert why_not(ada, [bo], now=NOON + MONTH - timedelta(seconds=1)) != []
    assert why_not(ada, [bo], now=NOON + MONTH) == []


def test_a_no_counts_between_people_who_know_each_other_too(ada, bo, eve):
    make_conversation(ada, bo)
    circle = make_conversation(ada, eve)
    add(circle, bo, ada)
    answer(circle, bo, accepts=False)

    assert why_not(ada, [bo], now=NOON) == ["Bo takes no messages from you now."]


def test_people_know_each_other_while_both_are_in_a_conversation(ada, bo, eve, kim):
    circle = make_conversation(ada, bo, eve)
    write_to(kim, ada)

    assert known_to(bo, [ada, eve, kim]) == {ada.pk, eve.pk}
    assert known_to(ada, [kim]) == set()
    actions.leave(conversation=circle, member=eve, now=NOON)
    assert known_to(bo, [ada, eve, kim]) == {ada.pk}


def test_first_messages_to_strangers_have_an_end(ada, bo):
    make_conversation(ada, bo)
    strangers = [make_user(f"Guest{number}") for number in range(MOST_UNANSWERED + 1)]
    for start in range(0, MOST_UNANSWERED, MOST_OTHERS):
        write_to(ada, *strangers[start : start + MOST_OTHERS])

    assert why_not(ada, [strangers[-1]], now=NOON) == [
        "Many of your first messages still wait for an answer. Please let some of them come first."
    ]
    assert why_not(ada, [bo], now=NOON) == []
    assert why_not(ada, [strangers[-1]], now=NOON + MONTH) == []


def test_a_no_does_not_show_by_room_for_another_first_message(ada):
    strangers = [make_user(f"Guest{number}") for number in range(MOST_UNANSWERED + 2)]
    begun = [write_to(ada, *strangers[start : start + MOST_OTHERS]) for start in range(0, MOST_UNANSWERED, MOST_OTHERS)]

    answer(begun[0], strangers[0], accepts=False)
    assert why_not(ada, [strangers[-1]], now=NOON) == [
        "Many of your first messages still wait for an answer. Please let some of them come first."
    ]
    answer(begun[0], strangers[1])
    assert why_not(ada, [strangers[-1]], now=NOON) == []
    assert why_not(ada, strangers[-2:], now=NOON + MONTH) == []
