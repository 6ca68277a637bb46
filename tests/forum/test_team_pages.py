"""The pages on which the team looks after a thread, and what the thread shows of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.forum import actions
from community.forum.actions import team
from community.forum.actions.moving import move_thread
from community.forum.actions.splitting import split_thread
from community.forum.models import Thread
from community.groups.models import SupportGroup
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.forum.factories import make_board, make_replies, make_thread

VERBS = ["tools", "lock", "unlock", "pin", "unpin", "pace", "title", "move", "split", "merge"]


def html(response):
    return response.content.decode()


@pytest.fixture
def thread(group, ada, bo):
    thread = make_thread(group=group, author=ada, title="Wind")
    make_replies(thread, bo, 3)
    return Thread.objects.get()


@pytest.fixture
def gina(group):
    """Moderates this group and no other."""
    return make_moderator(group, "Gina")


def send(client, thread, verb, **data):
    return client.post(f"/threads/{thread.pk}/team/{verb}/", data)


@pytest.mark.parametrize("verb", VERBS)
def test_for_everybody_else_no_tool_exists(client, thread, ada, eve, verb):
    for person in (ada, eve):
        client.force_login(person)
        assert send(client, thread, verb).status_code in (404, 405)
        assert client.get(f"/threads/{thread.pk}/team/{verb}/").status_code in (404, 405)
    assert Thread.objects.get().locked_at is None


def test_thread_leads_moderators_to_its_tools(client, thread, ada, gina):
    link = f"/threads/{thread.pk}/team/tools/"
    for person, expected in ((ada, False), (gina, True)):
        client.force_login(person)
        assert (link in html(client.get(thread.get_absolute_url()))) is expected


def test_quick_tools_do_what_they_say(client, thread, gina):
    client.force_login(gina)
    tools = f"/threads/{thread.pk}/team/tools/"

    for verb, data in [
        ("lock", {}),
        ("pin", {"days": "7"}),
        ("pace", {"slow_seconds": "300"}),
        ("title", {"title": "Calm mornings"}),
    ]:
        assert send(client, thread, verb, **data)["Location"] == tools
    thread.refresh_from_db()
    assert (thread.slow_seconds, thread.title) == (300, "Calm mornings")
    assert None not in (thread.locked_at, thread.pinned_until)
    page = html(client.get(tools))
    assert "Open the thread again" in page
    assert "Unpin the thread" in page

    for verb in ("unlock", "unpin"):
        assert send(client, thread, verb)["Location"] == tools
    thread.refresh_from_db()
    assert (thread.locked_at, thread.pinned_at) == (None, None)


def test_until_somebody_unpins_it(client, thread, gina):
    client.force_login(gina)

    send(client, thread, "pin", days="0")

    thread.refresh_from_db()
    assert (thread.pinned_at is not None, thread.pinned_until) == (True, None)


@pytest.mark.parametrize(
    ("verb", "data", "words"),
    [
        ("pin", {"days": "9"}, "Select a valid choice"),
        ("pace", {"slow_seconds": "7"}, "Select a valid choice"),
        ("title", {"title": " "}, "Write a title."),
        ("move", {}, "Choose a board."),
    ],
)
def test_a_wrong_answer_brings_the_tools_back(client, thread, gina, verb, data, words):
    client.force_login(gina)

    response = send(client, thread, verb, **data)

    assert response.status_code == 422
    assert "There is a problem" in html(response)
    assert words in html(response)


def test_events_stand_between_the_posts_without_a_name(client, thread, bo, gina):
    team.lock_thread(thread, moderator=gina, now=NOON)
    team.unlock_thread(thread, moderator=gina, now=NOON)
    make_replies(thread, bo, 1, now=NOON.replace(hour=13))
    client.force_login(bo)

    page = html(client.get(thread.get_absolute_url()))

    posts = [page.index(f'id="post-{post.pk}"') for post in thread.posts.order_by("number")]
    told = [page.index("The team locked this thread."), page.index("The team opened this thread again.")]
    assert posts == sorted(posts)
    assert posts[3] < told[0] < told[1] < posts[4]
    assert "Gina" not in page


def test_events_stand_on_the_page_of_their_post(client, thread, bo, gina):
    team.lock_thread(thread, moderator=gina, now=NOON)
    team.unlock_thread(thread, moderator=gina, now=NOON)
    make_replies(thread, bo, 20, now=NOON.replace(hour=13))
    client.force_login(bo)

    assert "locked this thread" in html(client.get(thread.get_absolute_url()))
    assert "locked this thread" not in html(client.get(thread.get_absolute_url(), {"page": 2}))


def test_the_way_to_the_other_thread_is_for_those_who_may_read_it(client, thread, ada, bo, mo):
    private = make_group("private", privacy=SupportGroup.Privacy.PRIVATE)
    join(private, ada)
    posts = list(thread.posts.filter(number=3).values_list("pk", flat=True))
    own = split_thread(thread, posts=posts, title="Moon", board=make_board(private), moderator=mo, now=NOON)

    for person, expected in ((ada, True), (bo, False)):
        client.force_login(person)
        page = html(client.get(thread.get_absolute_url()))
        assert "The team moved some posts to a thread of their own." in page
        assert (f'href="/threads/{own.pk}/"' in page) is expected
        assert "Moon" not in page


def test_a_moved_thread_says_so(client, group, thread, bo, mo):
    move_thread(thread, to=make_board(group, slug="there"), moderator=mo, now=NOON)
    client.force_login(bo)

    assert "The team moved this thread here." in html(client.get(thread.get_absolute_url()))


def test_events_cost_one_query(client, thread, bo, gina, django_assert_num_queries):
    client.force_login(bo)
    actions.mark_read(thread=thread, member=bo, number=4, now=NOON)
    with CaptureQueriesContext(connection) as before:
        client.get(thread.get_absolute_url())
    for _time in range(3):
        team.lock_thread(thread, moderator=gina, now=NOON)
        team.unlock_thread(thread, moderator=gina, now=NOON)

    with django_assert_num_queries(len(before) + 1):
        client.get(thread.get_absolute_url())


def test_note_is_put_on_the_page_about_the_post(client, thread, ada, bo, gina):
    post = thread.posts.get(number=2)
    client.force_login(gina)
    assert f'action="/posts/{post.pk}/notice/"' in html(client.get(f"/posts/{post.pk}/more/"))
    client.post(f"/posts/{post.pk}/notice/", {"notice": "Please ask your doctor <first>."})
    assert client.post(f"/posts/{post.pk}/notice/", {"notice": "x" * 301}).status_code == 422

    client.force_login(ada)
    assert "Please ask your doctor &lt;first&gt;." in html(client.get(thread.get_absolute_url()))
    assert "notice/" not in html(client.get(f"/posts/{post.pk}/more/"))
    assert client.post(f"/posts/{post.pk}/notice/", {"notice": "Mine"}).status_code == 404


def test_slow_thread_says_when_a_next_post_appears(client, group, thread, bo, gina):
    team.set_pace(thread, slow_seconds=86_400, moderator=gina, now=NOON)
    cy = make_user("Cy")
    join(group, cy)

    for person, expected in ((bo, True), (cy, False)):
        client.force_login(person)
        page = html(client.get(thread.get_absolute_url()))
        assert "One post a day from each person." in page
        assert ("What you write now is kept and appears at 23 November 2026" in page) is expected
