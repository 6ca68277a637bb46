from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.forum.actions import polls
from community.forum.models import Poll
from community.words.models import Hit
from tests.concurrency import at_once
from tests.factories import NOON, make_user
from tests.forum.factories import choose, chosen, make_poll, make_thread
from tests.words.factories import make_rule

MASK = "▇▇▇ (removed by a rule)"


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def test_single_choice_replaces_and_can_be_taken_back(thread, ada, bo):
    poll = make_poll(thread, ada)

    choose(poll, bo, "Tea")
    choose(poll, bo, "Coffee")
    assert chosen(poll, bo) == ["Coffee"]
    with pytest.raises(PermissionDenied):
        choose(poll, bo, "Tea", "Coffee")

    choose(poll, bo)
    assert chosen(poll, bo) == []


def test_several_answers_where_several_are_allowed(thread, ada, bo):
    poll = make_poll(thread, ada, multiple=True)

    choose(poll, bo, "Tea", "Coffee")
    choose(poll, bo, "Coffee", "Water")

    assert chosen(poll, bo) == ["Coffee", "Water"]


@pytest.mark.django_db(transaction=True)
def test_different_choices_at_once_leave_one(thread, ada, bo):
    poll = make_poll(thread, ada)

    results = at_once(*(lambda text=text: choose(poll, bo, text) for text in ("Tea", "Coffee", "Water", "Tea")))

    assert results == [None] * 4
    assert len(chosen(poll, bo)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_poll_sent_twice_is_one(thread, ada):
    results = at_once(*[lambda: make_poll(thread, ada).pk] * 3)

    assert set(results) == {Poll.objects.get().pk}
    assert Poll.objects.get().options.count() == 3


def test_after_its_moment_nothing_changes(thread, ada, bo):
    poll = make_poll(thread, ada, closes_at=NOON + timedelta(hours=1))
    choose(poll, bo, "Tea")

    later = NOON + timedelta(hours=1)
    with pytest.raises(PermissionDenied):
        polls.vote(poll=poll, member=bo, options=[], now=later)
    assert chosen(poll, bo) == ["Tea"]


def test_starter_and_team_make_polls_and_nobody_else(group, ada, bo, mo, eve):
    threads = [make_thread(group=group, author=ada, title=f"Thread {count}") for count in range(3)]
    for thread, member in zip(threads, [bo, eve, make_user("Cleo")], strict=True):
        with pytest.raises(PermissionDenied):
            make_poll(thread, member)
    make_poll(threads[0], ada)
    make_poll(threads[1], mo)
    with pytest.raises(PermissionDenied):
        polls.make_poll(
            thread=threads[0],
            member=mo,
            question="Another?",
            options=["Yes", "No"],
            multiple=False,
            secret=True,
            closes_at=None,
            now=NOON,
        )
    assert Poll.objects.count() == 2


def test_strangers_do_not_vote(thread, ada, eve):
    poll = make_poll(thread, ada)

    with pytest.raises(PermissionDenied):
        choose(poll, eve, "Tea")


def test_r19_masked_words_of_a_poll_are_not_stored(group, ada):
    make_rule("tulip", "mask")

    make_rule("helps", "mask")

    poll = make_poll(make_thread(group=group, author=ada), ada, options=["A red tulip", "None"])

    shown = [poll.question, *poll.options.values_list("text", flat=True)]
    assert shown == [f"What {MASK}?", f"A red {MASK}", "None"]


def test_r16_crisis_phrase_in_a_poll_tells_the_team(group, ada):
    make_rule("very dark", "urgent")
    thread = make_thread(group=group, author=ada)

    make_poll(thread, ada, options=["It is very dark", "It is not"])

    assert Hit.objects.waiting().get().object_pk == thread.posts.get().pk
