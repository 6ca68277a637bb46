"""What the team does to a thread as a whole, and its word on a post."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.forum import actions
from community.forum.actions import team
from community.forum.models import Thread, ThreadEvent
from community.notifications.models import Notification
from tests.concurrency import at_once
from tests.factories import NOON, make_group, make_moderator
from tests.forum.factories import make_replies, make_thread

WEEK = NOON + timedelta(days=7)


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


def events(thread):
    return list(thread.events.values_list("kind", "after_number"))


def test_a_locked_thread_takes_no_reply_until_it_is_open_again(thread, bo, mo):
    assert team.lock_thread(thread, moderator=mo, now=NOON) is True
    assert team.lock_thread(thread, moderator=mo, now=WEEK) is False
    assert Thread.objects.get().locked_at == NOON
    with pytest.raises(PermissionDenied):
        make_replies(thread, bo, 1)

    assert team.unlock_thread(thread, moderator=mo, now=NOON) is True
    assert team.unlock_thread(thread, moderator=mo, now=NOON) is False
    make_replies(thread, bo, 1)
    assert events(thread) == [("locked", 1), ("unlocked", 1)]


def test_a_pin_ends_by_itself_or_by_hand(thread, mo):
    assert team.pin_thread(thread, until=WEEK, moderator=mo, now=NOON) is True
    assert team.pin_thread(thread, until=WEEK, moderator=mo, now=NOON) is False
    assert list(Thread.objects.pinned(NOON)) == [thread]
    assert list(Thread.objects.pinned(WEEK)) == []
    assert team.pin_thread(thread, until=None, moderator=mo, now=NOON) is True
    assert list(Thread.objects.pinned(WEEK)) == [thread]

    assert team.unpin_thread(thread, moderator=mo, now=NOON) is True
    assert team.unpin_thread(thread, moderator=mo, now=NOON) is False
    assert list(Thread.objects.pinned(NOON)) == []
    assert events(thread) == [("pinned", 1), ("unpinned", 1)]


def test_a_pin_that_ran_out_can_be_set_again(thread, mo):
    team.pin_thread(thread, until=WEEK, moderator=mo, now=NOON)

    assert team.unpin_thread(thread, moderator=mo, now=WEEK) is False
    assert team.pin_thread(thread, until=None, moderator=mo, now=WEEK) is True
    assert events(thread) == [("pinned", 1), ("pinned", 1)]


def test_a_slow_thread_holds_the_second_post_and_says_until_when(thread, bo, mo):
    assert team.set_pace(thread, slow_seconds=300, moderator=mo, now=NOON) is True
    assert team.set_pace(thread, slow_seconds=300, moderator=mo, now=NOON) is False
    first, second = make_replies(thread, bo, 2)
    assert (first.held_until, second.held_until) == (None, NOON + timedelta(minutes=5))

    assert team.set_pace(thread, slow_seconds=0, moderator=mo, now=NOON) is True
    assert events(thread) == [("slowed", 1), ("unslowed", 2)]
    with pytest.raises(ValueError, match="7"):
        team.set_pace(thread, slow_seconds=7, moderator=mo, now=NOON)


def test_a_new_title_is_told_without_the_old_one(thread, mo):
    assert team.retitle(thread, title="Calm mornings", moderator=mo, now=NOON) is True
    assert team.retitle(thread, title="Calm mornings", moderator=mo, now=NOON) is False

    assert str(Thread.objects.get()) == "Calm mornings"
    assert [str(event) for event in thread.events.all()] == ["The team changed the title."]


def test_only_moderators_of_the_group_look_after_a_thread(group, thread, ada, eve):
    other = make_moderator(make_group("elsewhere"), "Olga")

    for person in (ada, eve, other):
        for act, more in [
            (team.lock_thread, {}),
            (team.unlock_thread, {}),
            (team.pin_thread, {"until": None}),
            (team.unpin_thread, {}),
            (team.set_pace, {"slow_seconds": 60}),
            (team.retitle, {"title": "Mine"}),
        ]:
            with pytest.raises(PermissionDenied):
                act(thread, moderator=person, now=NOON, **more)
        with pytest.raises(PermissionDenied):
            team.set_notice(thread.posts.get(), notice="No.", moderator=person, now=NOON)
    assert ThreadEvent.objects.count() == 0


def test_a_moderator_of_the_group_alone_may(group, thread):
    gina = make_moderator(group, "Gina")

    assert team.lock_thread(thread, moderator=gina, now=NOON) is True


def test_a_thread_that_nobody_can_read_is_not_looked_after(thread, mo):
    Thread.objects.update(post_count=0)

    with pytest.raises(PermissionDenied):
        team.lock_thread(thread, moderator=mo, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_lock_once(thread, mo):
    def lock():
        return team.lock_thread(thread, moderator=mo, now=NOON)

    assert sorted(at_once(lock, lock)) == [False, True]
    assert ThreadEvent.objects.count() == 1


def test_a_note_on_a_post_is_told_to_its_author_once(thread, ada, mo):
    post = thread.posts.get()

    assert team.set_notice(post, notice="Please ask your doctor first.", moderator=mo, now=NOON) is True
    assert team.set_notice(post, notice="Please ask your doctor first.", moderator=mo, now=NOON) is False
    notice = Notification.objects.get()
    assert (notice.recipient, notice.kind, notice.url) == (ada, "moderation", f"/posts/{post.pk}/")
    assert notice.text == "The team put a note on a post of yours"

    assert team.set_notice(post, notice="", moderator=mo, now=NOON) is True
    assert Notification.objects.count() == 1
    assert thread.posts.get().notice == ""


def test_an_event_stands_behind_the_last_post(thread, bo, mo):
    make_replies(thread, bo, 2)
    actions.hide_post(thread.posts.get(number=3), moderator=mo, reason="Unkind.", now=NOON)

    team.lock_thread(thread, moderator=mo, now=NOON)

    assert events(thread) == [("locked", 3)]
