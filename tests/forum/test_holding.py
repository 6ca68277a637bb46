"""Nobody's text is refused for being early or new: it is kept, and appears by itself as the newest post."""

from datetime import timedelta

import pytest

from community.accounts.models import User
from community.forum import actions
from community.forum.actions.editing import EarlyLinks, Words, edit_post
from community.forum.models import Post, Thread
from community.forum.tasks import publish_held_posts
from tests.concurrency import while_held
from tests.core.links import TRICKS
from tests.factories import NOON, join, make_user
from tests.forum.factories import make_replies, make_thread

LINK = "This helped me: https://example.org/"
DAY = timedelta(days=1)


@pytest.fixture
def newcomer(group):
    member = make_user("Newcomer", date_joined=NOON - timedelta(days=1))
    join(group, member)
    return member


def reply(thread, author, body=LINK, *, now=NOON):
    return actions.add_reply(thread=thread, author=author, body=body, now=now)


def test_link_of_a_newcomer_waits_a_day_and_other_words_do_not(group, ada, newcomer):
    thread = make_thread(group=group, author=ada)

    held, shown = reply(thread, newcomer), reply(thread, newcomer, "No link.")

    assert (held.number, held.published_at, held.held_until) == (None, None, NOON + DAY)
    assert (shown.number, shown.held_until) == (2, None)
    assert Thread.objects.get().post_count == 2


@pytest.mark.parametrize("body", TRICKS)
def test_r24_link_that_only_markdown_finds_waits_like_any_other(group, ada, newcomer, body):
    thread = make_thread(group=group, author=ada)
    early = reply(thread, newcomer, "No link.", now=NOON - DAY)

    held = reply(thread, newcomer, body)

    assert 'href="https://example.org/"' in held.body_html
    assert held.held_until == NOON + DAY
    with pytest.raises(EarlyLinks):
        edit_post(early, editor=newcomer, words=Words(body), version=0, now=NOON)


@pytest.mark.parametrize(("posts", "days", "held"), [(3, 0, False), (2, 0, True), (2, 400, True), (0, 400, True)])
def test_r24_links_are_held_until_three_posts_stand_however_old_the_account_is(group, ada, posts, days, held):
    thread = make_thread(group=group, author=ada)
    member = make_user("Sleeper", date_joined=NOON - days * DAY, accepted_posts=posts)
    join(group, member)

    assert (reply(thread, member).held_until == NOON + DAY) is held


def test_held_post_appears_as_the_newest_and_is_unread(group, ada, bo, newcomer):
    thread = make_thread(group=group, author=ada)
    held = reply(thread, newcomer)
    make_replies(thread, ada, 2)
    actions.mark_read(thread=thread, member=bo, number=3, now=NOON)
    assert Thread.objects.with_unread(bo, now=NOON).get().unread_count == 0

    assert actions.publish_held(held, now=NOON + DAY) is True

    held.refresh_from_db()
    assert (held.number, held.published_at) == (4, NOON + DAY)
    assert Thread.objects.with_unread(bo, now=NOON).get().unread_count == 1
    assert actions.publish_held(held, now=NOON + DAY) is False
    assert Thread.objects.get().post_count == 4


def test_held_posts_appear_by_themselves_when_their_time_has_come(group, ada, newcomer):
    thread = make_thread(group=group, author=ada)
    due, later = reply(thread, newcomer, now=NOON - DAY), reply(thread, newcomer, f"{LINK} and more")

    assert publish_held_posts() == 1

    assert list(Post.objects.filter(thread=thread).held()) == [later]
    assert Post.objects.get(pk=due.pk).number == 2


@pytest.mark.django_db(transaction=True)
def test_a_thread_that_appears_and_one_that_its_author_starts_wait_for_each_other_in_order(group, newcomer):
    held = make_thread(group=group, author=newcomer, body=LINK).posts.get()
    newcomer.accepted_posts = 3
    newcomer.save()
    author_row = User.objects.select_for_update(no_key=True).filter(pk=newcomer.pk)

    with while_held(author_row.get, lambda: actions.publish_held(held, now=NOON + DAY)):
        make_thread(group=group, author=newcomer, title="Another", body="No link.")

    assert held.thread.board.threads.filter(post_count=1).count() == 2


def test_posts_of_a_slow_thread_queue_one_after_the_other(group, ada, bo):
    thread = make_thread(group=group, author=ada)
    Thread.objects.update(slow_seconds=600)

    first, second, third = (reply(thread, bo, f"Thought {number}.") for number in range(3))

    wait = timedelta(seconds=600)
    assert [post.held_until for post in (first, second, third)] == [None, NOON + wait, NOON + 2 * wait]
    assert reply(thread, ada, "Another voice.", now=NOON + wait).number == 3


def test_thread_of_a_newcomer_with_a_link_is_seen_by_its_author_alone(client, group, bo, newcomer):
    thread = make_thread(group=group, author=newcomer, body=LINK)

    assert thread.post_count == 0
    client.force_login(bo)
    assert client.get(thread.get_absolute_url()).status_code == 404
    client.force_login(newcomer)
    page = client.get(thread.get_absolute_url()).content.decode()
    assert "Only you and the team see this. It appears at 23 November 2026, 12:00" in page
