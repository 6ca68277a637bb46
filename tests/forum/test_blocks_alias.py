"""Blocking another name never says whose it is: not by what is folded, told, listed, offered, refused or missing."""

import pytest

from community.accounts import actions as accounts
from community.accounts.models import Block, User
from community.forum import actions
from community.forum.actions.blocking import block_writer
from community.forum.actions.helping import mark_helpful
from community.forum.actions.writing import How
from community.forum.models import BlockedAlias, Post
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON, join, make_group
from tests.forum.factories import announce, make_board, make_thread
from tests.forum.two_names import folded, html, make_needle, make_thread_of_two_names, say, told


@pytest.fixture
def needle(group):
    return make_needle(group)


@pytest.fixture
def thread(group, ada, needle):
    return make_thread_of_two_names(group, starter=ada, needle=needle)


@pytest.fixture
def hidden(thread):
    return thread.posts.get(number=2)


@pytest.fixture
def named(thread):
    return thread.posts.get(number=3)


@pytest.fixture
def elsewhere(group, ada, needle):
    """The needle under yet another name in another thread."""
    other = make_thread(group=group, author=ada, title="Elsewhere")
    return say(other, needle, "Under yet another name.", as_alias=True)


def test_only_posts_under_that_name_are_folded(client, thread, hidden, elsewhere, ada):
    block_writer(hidden, blocker=ada, now=NOON)
    client.force_login(ada)

    assert folded(client, thread) == {hidden.pk}
    assert folded(client, elsewhere.thread) == set()


def test_own_name_blocked_leaves_the_other_names_open(client, thread, hidden, named, elsewhere, ada, needle):
    accounts.block(needle, blocker=ada, now=NOON)
    client.force_login(ada)

    assert folded(client, thread) == {named.pk}
    assert folded(client, elsewhere.thread) == set()


@pytest.mark.parametrize("first", ["hidden", "named"])
def test_second_block_of_the_same_account_answers_like_the_first(client, thread, hidden, named, ada, eve, first):
    """Nothing says that it was blocked already: the pages are those of somebody who blocked nobody before."""
    join(thread.board.group, eve)
    User.objects.filter(pk=ada.pk).update(time_zone=eve.time_zone)
    before, after = (hidden, named) if first == "hidden" else (named, hidden)
    block_writer(before, blocker=ada, now=NOON)
    answers = []
    for member in (ada, eve):
        client.force_login(member)
        more = html(client, f"/posts/{after.pk}/more/").split("<main")[1].split("</main>")[0]
        page = html(client, f"/posts/{after.pk}/block/").split("<main")[1].split("</main>")[0]
        response = client.post(f"/posts/{after.pk}/block/")
        said = [str(one) for one in client.get("/settings/blocked/").context["messages"]]
        answers.append((more, page, response.status_code, response.url, said))

    assert answers[0] == answers[1]
    assert Block.objects.filter(blocker=ada).count() == 2


def test_what_the_blocker_can_open_never_names_the_account(client, thread, hidden, elsewhere, ada, needle):
    Post.objects.filter(pk=Post.objects.get(thread=thread, number=3).pk).update(author=ada)  # else it names itself
    pages = [
        *(f"/posts/{hidden.pk}/{part}/" for part in ("more", "block")),
        *("/settings/blocked/", "/settings/", "/", "/notifications/", "/search/?q=another", "/messages/"),
        thread.get_absolute_url(),
        elsewhere.thread.get_absolute_url(),
    ]
    client.force_login(ada)
    before = [html(client, page) for page in pages]

    response = client.post(f"/posts/{hidden.pk}/block/", follow=True)

    texts = [*before, response.content.decode(), *(html(client, page) for page in pages)]
    assert not [text for text in texts if needle.username in text or needle.get_absolute_url() in text]


def test_list_shows_the_other_name_and_its_thread_and_undoes_it(client, thread, hidden, ada, needle):
    block_writer(hidden, blocker=ada, now=NOON)
    client.force_login(ada)
    page = html(client, "/settings/blocked/")

    assert str(hidden.alias) in page
    assert thread.get_absolute_url() in page
    assert needle.username not in page

    response = client.post(f"/settings/blocked/{Block.objects.get().pk}/undo/", follow=True)

    words = response.content.decode()
    assert f"You no longer block {hidden.alias}." in words
    assert needle.username not in words
    assert not BlockedAlias.objects.exists()
    assert folded(client, thread) == set()


def test_thread_that_one_no_longer_sees_has_no_title_in_the_list(client, ada, needle):
    private = make_group("quiet", privacy="private")
    join(private, ada, needle)
    inside = make_thread(group=private, author=ada, title="Behind a door")
    block_writer(say(inside, needle, "Hello.", as_alias=True), blocker=ada, now=NOON)
    client.force_login(ada)
    assert "Behind a door" in html(client, "/settings/blocked/")

    private.memberships.filter(member=ada).delete()

    page = html(client, "/settings/blocked/")
    assert "Behind a door" not in page
    assert "in a thread that you do not see now" in page


@pytest.mark.parametrize("words", ["Hello.", "Hello @Ada."])
@pytest.mark.parametrize("blocked", ["hidden", "named"])
def test_news_follow_the_name_and_nothing_else(request, thread, ada, needle, blocked, words):
    """Silence about a name that was not blocked would say that the account is the same."""
    announce()
    ada.notifications.all().delete()
    block_writer(request.getfixturevalue(blocked), blocker=ada, now=NOON)

    say(thread, needle, f"First. {words}", as_alias=blocked == "hidden")
    assert told(ada) == 0

    say(thread, needle, f"Second. {words}", as_alias=blocked == "named")
    assert told(ada) == 1


def test_this_helped_follows_the_name(group, ada, needle):
    board = make_board(group, asks_questions=True)
    asked = [
        actions.start_thread(board=board, author=needle, title=title, body=title, now=NOON, how=How(as_alias=as_alias))
        for title, as_alias in [("One", True), ("Two", False)]
    ]
    block_writer(asked[0].posts.get(), blocker=ada, now=NOON)

    for thread, expected in zip(asked, [0, 1], strict=True):
        mark_helpful(say(thread, ada, "Try this."), member=needle, now=NOON)
        assert ada.notifications.filter(kind="reaction").count() == expected


def test_mail_about_that_name_that_waits_is_not_sent(thread, hidden, ada):
    Post.objects.filter(pk=Post.objects.get(thread=thread, number=3).pk).update(announced_at=NOON)
    announce()
    assert Delivery.objects.waiting().filter(to_address=ada.email).count() == 1

    block_writer(hidden, blocker=ada, now=NOON)

    assert send_due_deliveries() == 0


def test_notices_of_the_same_account_under_its_own_name_stay(thread, hidden, named, ada):
    announce()

    block_writer(hidden, blocker=ada, now=NOON)

    unread = [notice.url for notice in ada.notifications.unread()]
    assert unread == [named.get_absolute_url()]


def test_notice_knows_an_account_only_by_its_own_name(thread, hidden, named, ada, needle):
    announce()

    actors = {notice.url: notice.actor for notice in ada.notifications.all()}
    assert actors == {hidden.get_absolute_url(): None, named.get_absolute_url(): needle}


def test_own_other_name_cannot_be_blocked(client, thread, hidden, needle):
    client.force_login(needle)

    assert client.get(f"/posts/{hidden.pk}/block/").status_code == 404
    assert client.post(f"/posts/{hidden.pk}/block/").status_code == 404
    assert "/block/" not in html(client, f"/posts/{hidden.pk}/more/")
