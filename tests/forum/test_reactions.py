import re

import pytest
from django.core.exceptions import PermissionDenied

from community.forum import actions
from community.forum.actions.reacting import set_reaction
from community.forum.actions.writing import How
from community.forum.models import Reaction
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_thread

HUG, ME_TOO, THANKS = 1, 2, 4


def html(response):
    return response.content.decode()


def more(post):
    return f"/posts/{post.pk}/more/"


def react(client, post, kinds):
    return client.post(f"/posts/{post.pk}/react/", {"kinds": kinds})


@pytest.fixture
def post(group, ada):
    return make_thread(group=group, author=ada).posts.get()


def test_signs_are_one_row_that_changes_and_goes(post, bo):
    set_reaction(post=post, member=bo, kinds=HUG, now=NOON)
    set_reaction(post=post, member=bo, kinds=HUG | THANKS, now=NOON)
    assert post.reactions.get().kinds == HUG | THANKS

    set_reaction(post=post, member=bo, kinds=0, now=NOON)
    assert post.reactions.count() == 0


def test_author_hears_once_without_a_mail_however_often_it_changes(post, ada, bo, mo):
    for member, kinds in [(bo, HUG), (bo, 0), (bo, THANKS), (mo, HUG)]:
        set_reaction(post=post, member=member, kinds=kinds, now=NOON)

    notice = ada.notifications.get(kind="reaction")
    assert (notice.text, notice.url) == ("Bo sent you a kind sign", more(post))
    assert not hasattr(notice, "delivery")

    ada.notifications.update(read_at=NOON)
    set_reaction(post=post, member=bo, kinds=0, now=NOON)
    set_reaction(post=post, member=bo, kinds=HUG, now=NOON)
    assert ada.notifications.filter(kind="reaction").count() == 1


def test_author_who_left_a_private_group_hears_nothing(bo):
    group = make_group("quiet", privacy="private")
    author = make_user("Cleo")
    join(group, bo, author)
    post = make_thread(group=group, author=author).posts.get()
    group.memberships.filter(member=author).delete()

    set_reaction(post=post, member=bo, kinds=HUG, now=NOON)

    assert author.notifications.count() == 0


def test_nobody_signs_their_own_hidden_or_a_strangers_post(post, ada, bo, mo, eve):
    for member in (ada, eve):
        with pytest.raises(PermissionDenied):
            set_reaction(post=post, member=member, kinds=HUG, now=NOON)
    actions.hide_post(post, moderator=mo, reason="Advice.", now=NOON)
    with pytest.raises(PermissionDenied):
        set_reaction(post=post, member=bo, kinds=HUG, now=NOON)
    assert Reaction.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_leave_one_row_and_one_notice(post, ada, bo):
    results = at_once(*[lambda: set_reaction(post=post, member=bo, kinds=HUG, now=NOON)] * 4)

    assert results == [None] * 4
    assert post.reactions.get().kinds == HUG
    assert ada.notifications.filter(kind="reaction").count() == 1


def test_button_is_pressed_for_whoever_pressed_it(client, post, bo):
    client.force_login(bo)

    response = react(client, post, HUG)

    assert response["Location"] == f"{more(post)}#signs"
    page = html(client.get(more(post)))
    pressed = dict(re.findall(r'value="(\d+)" aria-pressed="(\w+)"', page))
    assert pressed == {"0": "true", "3": "false", "5": "false", "9": "false"}
    assert re.findall(r"</svg>([^<]+)</button>", page) == ["A hug", "Me too", "Thank you", "Thinking of you"]
    assert "Only the writer sees it, and sees that it came from you." in page


def test_others_find_no_trace_of_signs(client, post, bo, mo):
    client.force_login(mo)
    pages = [more(post), post.thread.get_absolute_url(), post.thread.board.get_absolute_url()]
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|value="[0-9a-f-]{36}"')
    for page in pages:
        client.get(page)
    before = [token.sub("", html(client.get(page))) for page in pages]

    set_reaction(post=post, member=bo, kinds=THANKS, now=NOON)

    assert [token.sub("", html(client.get(page))) for page in pages] == before


def test_author_alone_sees_who_sent_what_and_has_read_the_notice_then(client, post, ada, bo):
    set_reaction(post=post, member=bo, kinds=HUG | THANKS, now=NOON)
    client.force_login(ada)

    page = html(client.get(more(post)))

    assert "Bo</a>: A hug, Thank you" in page
    assert "aria-pressed" not in page
    assert ada.notifications.unread().count() == 0


def test_sender_learns_nothing_of_somebody_under_another_name(client, group, ada, bo):
    thread = actions.start_thread(
        board=make_thread(group=group, author=bo).board,
        author=ada,
        title="Under another name",
        body="Words.",
        now=NOON,
        how=How(as_alias=True),
    )
    post = thread.posts.get()
    client.force_login(bo)

    react(client, post, HUG)

    assert "Ada" not in html(client.get(more(post)))
    assert ada.notifications.get(kind="reaction").text == "Bo sent you a kind sign"


def test_signs_that_do_not_exist_and_posts_out_of_sight_are_refused(client, post, ada, bo, eve):
    private = make_group("quiet", privacy="private")
    join(private, ada)
    behind = make_thread(group=private, author=ada).posts.get()
    client.force_login(bo)

    assert react(client, behind, HUG).status_code == 404
    assert {react(client, post, kinds).status_code for kinds in (16, -1, "x", "")} == {400}
    client.force_login(eve)
    assert react(client, post, HUG).status_code == 403
    assert client.get(f"/posts/{post.pk}/react/").status_code == 405
    client.force_login(ada)
    assert react(client, post, HUG).status_code == 403
    assert Reaction.objects.count() == 0
