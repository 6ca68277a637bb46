"""Nobody writes into the empty."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from community.accounts.models import User
from community.forum import actions
from community.forum.actions.team import lock_thread
from community.forum.actions.writing import How
from community.forum.models import Post
from community.forum.waiting import rows_of, unanswered_for
from tests.factories import EARLIER, NOON, agreed, join, make_group, make_user
from tests.forum.factories import make_board, make_replies, make_thread

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
YESTERDAY = NOON - timedelta(hours=13)


def html(response):
    return response.content.decode()


@pytest.fixture
def old_hands(ada, bo):
    User.objects.filter(pk__in=[ada.pk, bo.pk]).update(date_joined=LONG_AGO, **agreed(LONG_AGO))
    for member in (ada, bo):
        member.refresh_from_db()


@pytest.fixture
def newcomer(group):
    member = make_user("Nia", date_joined=EARLIER, accepted_posts=3)  # so that nothing of theirs waits
    join(group, member)
    return member


def waiting(member, now=NOON):
    keys = [pk for pk, _published_at in unanswered_for(member, now=now)]
    return [(post.thread.title, post.number, post.is_first) for post in rows_of(member, keys)]


def test_a_thread_waits_after_twelve_hours_and_for_thirty_days(group, ada, bo, old_hands):
    make_thread(group=group, author=bo, title="Young", now=NOON - timedelta(hours=11))
    make_thread(group=group, author=bo, title="Second", now=YESTERDAY)
    make_thread(group=group, author=bo, title="First", now=YESTERDAY - timedelta(days=3))
    make_thread(group=group, author=bo, title="Past", now=NOON - timedelta(days=31))
    make_replies(make_thread(group=group, author=bo, title="Answered", now=YESTERDAY), ada, 1)

    assert [title for title, _number, _first in waiting(ada)] == ["First", "Second"]
    assert waiting(bo) == []


def test_what_takes_no_reply_or_cannot_be_read_does_not_wait(group, ada, bo, mo, old_hands):
    locked, hidden = (make_thread(group=group, author=bo, title=title, now=YESTERDAY) for title in ("L", "H"))
    lock_thread(locked, moderator=mo, now=NOON)
    actions.hide_post(hidden.posts.get(), moderator=mo, reason="Unkind.", now=NOON)
    make_thread(board=make_board(group, slug="news", who_replies="moderators"), author=bo, title="N", now=YESTERDAY)
    noted = actions.start_thread(
        board=make_board(group), author=bo, title="C", body="Words.", how=How(content_notes=2), now=YESTERDAY
    )
    elsewhere = make_group("elsewhere")
    join(elsewhere, bo)
    make_thread(group=elsewhere, author=bo, title="E", now=YESTERDAY)

    assert waiting(ada) == [(noted.title, 1, False)]
    ada.notes_left_out = 2
    assert waiting(ada) == []


def test_first_words_of_a_newcomer_wait_at_once_until_somebody_writes_after_them(group, ada, bo, newcomer, old_hands):
    thread = make_thread(group=group, author=bo, now=YESTERDAY - timedelta(days=40))
    make_replies(thread, newcomer, 2)

    assert waiting(ada) == [(thread.title, 2, True)]
    assert waiting(newcomer) == []
    make_replies(thread, bo, 1)
    assert waiting(ada) == []


def test_a_name_of_the_thread_alone_never_tells_that_its_member_is_new(group, ada, bo, newcomer, old_hands):
    thread = make_thread(group=group, author=bo, now=YESTERDAY - timedelta(days=40))
    actions.add_reply(thread=thread, author=newcomer, body="Hello.", how=How(as_alias=True), now=YESTERDAY)
    assert waiting(ada) == []

    actions.add_reply(thread=thread, author=newcomer, body="Under my name.", now=NOON)
    assert waiting(ada) == [(thread.title, 3, True)]
    actions.start_thread(
        board=thread.board, author=newcomer, title="Aside", body="Hi.", how=How(as_alias=True), now=YESTERDAY
    )
    assert waiting(ada)[0] == ("Aside", 1, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_queries_for_any_length(client, group, ada, bo, rows, django_assert_num_queries):
    now = timezone.now()
    for count in range(rows):
        make_thread(group=group, author=bo, title=f"Thread {count}", now=now - timedelta(hours=13 + count))
    client.force_login(ada)

    with django_assert_num_queries(7):  # session, user, boards, count, keys, posts, notices
        page = html(client.get("/unanswered/"))

    assert page.count("list-rows__item") == rows
    assert page.index(f"Thread {rows - 1}") <= page.index("Thread 0")


def test_page_is_for_members_and_kind_when_nobody_waits(client, ada):
    assert client.get("/unanswered/").status_code == 302
    client.force_login(ada)

    assert "Everybody has an answer." in html(client.get("/unanswered/"))


def test_a_page_out_of_many_shows_twenty(client, group, ada, bo):
    now = timezone.now()
    for count in range(21):
        make_thread(group=group, author=bo, title=f"Thread {count}", now=now - timedelta(hours=50 - count))
    client.force_login(ada)

    assert html(client.get("/unanswered/")).count("list-rows__item") == 20
    assert html(client.get("/unanswered/", {"page": 2})).count("list-rows__item") == 1
    assert Post.objects.count() == 21
