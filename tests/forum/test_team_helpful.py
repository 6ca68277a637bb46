"""The reply that helped."""

import pytest
from django.core.exceptions import PermissionDenied

from community.forum import actions
from community.forum.actions.helping import mark_helpful, unmark_helpful
from community.forum.actions.writing import How
from community.forum.models import Board, Post, Thread
from community.notifications.models import Delivery, Notification
from tests.factories import NOON
from tests.forum.factories import make_board, make_replies, make_thread


def html(response):
    return response.content.decode()


@pytest.fixture
def thread(group, ada):
    board = make_board(group, slug="questions", asks_questions=True)
    return make_thread(board=board, author=ada, title="Which pillow?")


@pytest.fixture
def reply(thread, bo):
    return make_replies(thread, bo, 1)[0]


def marked():
    return Thread.objects.get().helpful_post


def test_the_one_who_asked_marks_what_helped_and_its_author_is_told_once(thread, reply, ada, bo):
    Delivery.objects.all().delete()
    assert mark_helpful(reply, member=ada, now=NOON) is True
    assert mark_helpful(reply, member=ada, now=NOON) is False
    assert marked() == reply
    assert unmark_helpful(reply, member=ada, now=NOON) is True
    assert unmark_helpful(reply, member=ada, now=NOON) is False
    assert marked() is None
    mark_helpful(reply, member=ada, now=NOON)

    notice = Notification.objects.get(recipient=bo)
    assert (notice.kind, notice.url) == ("reaction", f"/posts/{reply.pk}/")
    assert notice.text == "Ada says that your reply helped"
    assert Delivery.objects.count() == 0


def test_the_team_may_too_and_is_not_named(reply, bo, mo):
    mark_helpful(reply, member=mo, now=NOON)

    assert Notification.objects.get(recipient=bo).text == "The team marked your reply as one that helped"


def test_somebody_who_asked_under_another_name_is_told_of_by_it(group, thread, ada, bo):
    asked = actions.start_thread(
        board=thread.board, author=ada, title="Q", body="How?", how=How(as_alias=True), now=NOON
    )
    (reply,) = make_replies(asked, bo, 1)

    mark_helpful(reply, member=ada, now=NOON)

    text = Notification.objects.get(recipient=bo).text
    assert "Ada" not in text
    assert str(asked.posts.get(number=1).byline) in text


def test_nobody_else_marks_and_only_replies_that_can_be_read(thread, reply, ada, bo, eve, mo):
    for person in (bo, eve):
        with pytest.raises(PermissionDenied):
            mark_helpful(reply, member=person, now=NOON)
    with pytest.raises(PermissionDenied):
        mark_helpful(thread.posts.get(number=1), member=ada, now=NOON)
    actions.hide_post(reply, moderator=mo, reason="Unkind.", now=NOON)
    with pytest.raises(PermissionDenied):
        mark_helpful(reply, member=ada, now=NOON)
    assert marked() is None


def test_only_boards_that_ask_questions_have_it(reply, ada):
    Board.objects.update(asks_questions=False)

    with pytest.raises(PermissionDenied):
        mark_helpful(Post.objects.get(pk=reply.pk), member=ada, now=NOON)


def test_thread_leads_to_what_helped(client, thread, reply, ada, bo, mo):
    client.force_login(ada)
    address = f"/posts/{reply.pk}/helpful/"
    assert address in html(client.get(f"/posts/{reply.pk}/more/"))
    client.post(address)
    page = html(client.get(thread.get_absolute_url()))
    assert "This helped: the reply by Bo" in page
    assert page.count(">This helped<") == 1

    client.force_login(bo)
    assert address not in html(client.get(f"/posts/{reply.pk}/more/"))
    assert client.post(address).status_code == 403
    actions.hide_post(reply, moderator=mo, reason="Unkind.", now=NOON)
    assert "This helped: the reply" not in html(client.get(thread.get_absolute_url()))

    client.force_login(ada)
    client.post(address, {"take_back": "1"})
    assert marked() is None
