from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from community.forum import actions
from community.forum.models import Post, Thread, ThreadRead
from community.groups.actions import leave_group
from community.notifications.models import Delivery, Notification
from tests.factories import NOON, join, make_group, make_moderator
from tests.forum.factories import announce, make_board, make_replies, make_thread

SOON = NOON + timedelta(seconds=59)
LATER = NOON + timedelta(seconds=60)


def read_number(thread, member):
    return ThreadRead.objects.get(thread=thread, member=member).number


def test_starting_a_thread_writes_its_first_post(group, ada):
    thread = make_thread(group=group, author=ada, title="Wind", body="It **helps** me.")

    post = thread.posts.get()
    assert (post.number, post.author, post.body, post.created_at) == (1, ada, "It **helps** me.", NOON)
    assert post.body_html == "<p>It <strong>helps</strong> me.</p>\n"
    assert (thread.post_count, thread.last_post_at) == (1, NOON)
    assert read_number(thread, ada) == 1


def test_stranger_starts_no_thread(group, eve):
    with pytest.raises(PermissionDenied):
        make_thread(group=group, author=eve)

    assert Thread.objects.count() == Post.objects.count() == 0


def test_same_thread_sent_twice_is_one(group, ada):
    first = make_thread(group=group, author=ada)

    assert make_thread(group=group, author=ada, now=SOON) == first
    assert make_thread(group=group, author=ada, now=LATER) != first
    assert make_thread(group=group, author=ada, body="Other words.") != first


def test_reply_gets_the_next_number_and_moves_the_thread(group, ada, bo):
    thread = make_thread(group=group, author=ada)

    post = actions.add_reply(thread=thread, author=bo, body="Me too.", now=LATER)

    thread.refresh_from_db()
    assert post.number == 2
    assert (thread.post_count, thread.last_post_at) == (2, LATER)
    assert read_number(thread, bo) == 2


def test_reply_counts_from_the_row_not_from_what_the_caller_holds(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    stale = Thread.objects.get()
    make_replies(thread, bo, 2)

    assert actions.add_reply(thread=stale, author=ada, body="Thank you.", now=NOON).number == 4


@pytest.mark.django_db(transaction=True)
def test_replies_written_at_the_same_moment_get_different_numbers(group, ada, bo):
    thread = make_thread(group=group, author=ada)

    def write(count):
        try:
            return actions.add_reply(thread=thread, author=bo, body=f"Reply {count}.", now=NOON).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(write, range(8)))

    assert numbers == [2, 3, 4, 5, 6, 7, 8, 9]
    assert Thread.objects.get().post_count == 9


def test_counter_equals_a_recount(group, ada, bo, mo):
    thread = make_thread(group=group, author=ada)
    replies = make_replies(thread, bo, 3)
    actions.hide_post(replies[1], moderator=mo, reason="Unkind.", now=NOON)
    actions.add_reply(thread=thread, author=ada, body="More.", now=NOON)

    thread.refresh_from_db()
    assert thread.post_count == thread.posts.count() == 5
    assert [post.number for post in thread.posts.order_by("number")] == [1, 2, 3, 4, 5]


def test_same_reply_sent_twice_is_one(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    first = actions.add_reply(thread=thread, author=bo, body="Me too.", now=NOON)

    assert actions.add_reply(thread=thread, author=bo, body="Me too.", now=SOON) == first
    announce()
    assert Notification.objects.count() == 1
    assert actions.add_reply(thread=thread, author=ada, body="Me too.", now=SOON).number == 3
    assert actions.add_reply(thread=thread, author=bo, body="Me too.", now=LATER).number == 4


def test_stranger_and_locked_thread_get_no_reply(group, ada, eve):
    thread = make_thread(group=group, author=ada)
    with pytest.raises(PermissionDenied):
        actions.add_reply(thread=thread, author=eve, body="Hello.", now=NOON)

    Thread.objects.update(locked_at=NOON)  # the caller's copy does not know yet
    with pytest.raises(PermissionDenied):
        actions.add_reply(thread=thread, author=ada, body="Hello.", now=NOON)

    assert thread.posts.count() == 1


def test_reply_tells_the_starter_and_earlier_authors_once_each(group, ada, bo, mo):
    thread = make_thread(group=group, author=ada, title="Wind")
    make_replies(thread, bo, 2)
    announce()
    Notification.objects.all().delete()

    post = actions.add_reply(thread=thread, author=mo, body="Welcome.", now=NOON)
    announce()

    told = Notification.objects.order_by("recipient__username")
    assert [notice.recipient for notice in told] == [ada, bo]
    assert [(notice.kind, notice.text, notice.url) for notice in told] == [
        ("reply", "Mo replied in a thread you started", f"/posts/{post.pk}/"),
        ("reply", "Mo replied in a thread you wrote in", f"/posts/{post.pk}/"),
    ]


def test_author_is_not_told_of_their_own_reply(group, ada):
    make_replies(make_thread(group=group, author=ada), ada, 2)
    announce()

    assert Notification.objects.count() == 0


def test_author_who_left_the_group_is_not_told(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    leave_group(group=group, member=ada)

    make_replies(thread, bo, 1)
    announce()

    assert Notification.objects.count() == 0


def test_many_replies_make_one_mail_until_they_are_read(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, bo, 3)
    announce()
    assert (Notification.objects.count(), Delivery.objects.count()) == (3, 1)

    actions.mark_read(thread=thread, member=ada, number=4, now=NOON)
    actions.add_reply(thread=thread, author=bo, body="One more.", now=NOON)
    announce()

    assert Notification.objects.unread().count() == 1
    assert Delivery.objects.count() == 2


def test_mail_of_a_reply_says_nothing_about_it(ada, bo):
    group = make_group("cramps", name="Cramps at night")
    join(group, ada, bo)
    thread = make_thread(group=group, author=ada, title="Calf pain", body="Since spring.")

    post = actions.add_reply(thread=thread, author=bo, body="Warm socks.", now=NOON)
    announce()

    mail = Delivery.objects.get()
    words = mail.subject + mail.text + mail.html
    assert not [secret for secret in ("ramps", "Calf", "spring", "socks", "Bo ", "Everyday") if secret in words]
    assert f"/posts/{post.pk}/" in mail.text
    assert f"/posts/{post.pk}/" in mail.html


def test_read_mark_never_goes_backwards(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 4)

    for number in (3, 1, 5, 2):
        actions.mark_read(thread=thread, member=bo, number=number, now=NOON)

    assert read_number(thread, bo) == 5


def test_reading_one_thread_leaves_notices_of_others_unread(group, ada, bo):
    first, second = (make_thread(group=group, author=ada, title=title) for title in ("First", "Second"))
    make_replies(first, bo, 1)
    make_replies(second, bo, 1)
    announce()

    actions.mark_read(thread=first, member=ada, number=2, now=NOON)

    assert [notice.key for notice in ada.notifications.unread()] == [f"thread-{second.pk}"]


def test_hidden_post_keeps_its_place_and_its_text(group, ada, mo):
    thread = make_thread(group=group, author=ada)
    reply = make_replies(thread, ada, 1)[0]

    assert actions.hide_post(reply, moderator=mo, reason="Names a person.", now=NOON) is True

    stored = Post.objects.get(pk=reply.pk)
    assert (stored.number, stored.body, stored.hidden_at, stored.hidden_reason) == (
        2,
        "Reply 1.",
        NOON,
        "Names a person.",
    )
    assert reply.hidden_at == NOON
    assert Thread.objects.get().hidden_at is None


def test_hiding_twice_keeps_the_first_reason(group, ada, mo):
    post = make_thread(group=group, author=ada).posts.get()
    actions.hide_post(post, moderator=mo, reason="First.", now=NOON)

    assert actions.hide_post(post, moderator=mo, reason="Second.", now=LATER) is False
    assert Post.objects.get().hidden_reason == "First."


def test_title_is_hidden_and_restored_with_the_opening_post(group, ada, mo):
    thread = make_thread(group=group, author=ada)
    post = thread.posts.get()

    actions.hide_post(post, moderator=mo, reason="Unkind.", now=NOON)
    assert Thread.objects.get().hidden_at == NOON

    assert actions.restore_post(post, moderator=mo) is True
    assert actions.restore_post(post, moderator=mo) is False
    assert Thread.objects.get().hidden_at is None
    assert (Post.objects.get().hidden_at, Post.objects.get().hidden_reason) == (None, "")


def test_only_moderators_of_the_group_hide_and_restore(group, ada, bo):
    post = make_thread(group=group, author=ada).posts.get()
    elsewhere = make_moderator(make_group("elsewhere"), "Elsewhere")

    for member in (ada, bo, elsewhere):
        with pytest.raises(PermissionDenied):
            actions.hide_post(post, moderator=member, reason="No.", now=NOON)
        with pytest.raises(PermissionDenied):
            actions.restore_post(post, moderator=member)

    assert Post.objects.get().hidden_at is None


def test_board_of_another_group_does_not_open_through_ones_own(group, ada):
    other = make_board(make_group("other"))

    with pytest.raises(PermissionDenied):
        actions.start_thread(board=other, author=ada, title="Hello", body="Hello.", now=NOON)
