"""Who is called by @name, and which names are offered while one types."""

import pytest
from django.urls import reverse

from community.forum import actions
from community.forum.actions.writing import How
from community.forum.models import Level, Post, ThreadRead
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board, make_replies, make_thread


def names_url(thread):
    return reverse("forum:names", args=[thread.pk])


def called(member):
    return member.notifications.filter(kind="mention").count()


def say(thread, author, body, **how):
    post = actions.add_reply(thread=thread, author=author, body=body, how=How(**how), now=NOON)
    actions.announce_post(post, now=NOON)
    post.refresh_from_db()
    return post


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def private(ada, bo):
    group = make_group("quiet", privacy="private")
    join(group, ada, bo)
    return make_thread(group=group, author=ada, title="Behind a door")


def test_who_is_called_is_told_and_linked(thread, bo, mo):
    post = say(thread, bo, "Thank you @Mo.")

    assert f'<a class="mention" href="{mo.get_absolute_url()}"' in post.body_html
    assert [notice.text for notice in mo.notifications.all()] == ["Bo mentioned you in a thread"]


def test_outsider_of_a_private_group_is_neither_linked_nor_told(private, bo, eve):
    post = say(private, bo, "Do you know @Eve?")

    assert "<a" not in post.body_html
    assert called(eve) == 0


@pytest.mark.parametrize("body", ["> @Mo said it", "`@Mo`", "    @Mo in code", "mo@Mo.example", "[@Mo](/x/)"])
def test_quotes_code_and_addresses_call_nobody(thread, bo, mo, body):
    say(thread, bo, body)

    assert called(mo) == 0


def test_ten_are_called_at_most(thread, bo):
    crowd = [make_user(f"member{number}") for number in range(12)]

    say(thread, bo, " ".join(f"@{member.username}" for member in crowd))

    assert sum(map(called, crowd)) == 10


def test_muted_thread_stays_silent(thread, bo, mo):
    ThreadRead.objects.create(
        thread=thread, member=mo, number=1, level=Level.MUTE, level_reason=ThreadRead.Reason.CHOSEN
    )

    say(thread, bo, "Thank you @Mo.")

    assert mo.notifications.count() == 0


@pytest.mark.parametrize("state", ["hidden_at", "removed_at"])
def test_out_of_sight_before_the_announcement_calls_nobody(thread, bo, mo, state):
    post = actions.add_reply(thread=thread, author=bo, body="Thank you @Mo.", now=NOON)
    Post.objects.filter(pk=post.pk).update(**{state: NOON})

    assert actions.announce_post(post, now=NOON) == 0
    assert mo.notifications.count() == 0


def test_nobody_calls_themselves(thread, bo):
    say(thread, bo, "I, @Bo, agree.")

    assert called(bo) == 0


def test_names_begin_with_the_letters_whatever_their_case(client, thread, ada):
    for name in ("kira", "Kim", "Viki", "KIT"):
        make_user(name)
    client.force_login(ada)

    assert client.get(names_url(thread), {"q": "ki"}).json() == ["Kim", "kira", "KIT"]
    assert client.get(names_url(thread), {"q": ""}).json() == []
    assert client.get(names_url(thread)).json() == []
    assert client.get(names_url(thread), {"q": "%"}).json() == []
    assert client.get(names_url(thread), {"q": "_"}).json() == []
    assert client.get(names_url(thread), {"q": "k" * 200}).json() == []


def test_at_most_eight_and_those_who_wrote_here_first(client, thread, group, ada):
    crowd = [make_user(f"kim{number}") for number in range(10)]
    join(group, crowd[9])
    make_replies(thread, crowd[9], 1)
    client.force_login(ada)

    names = client.get(names_url(thread), {"q": "Kim"}).json()

    assert names == ["kim9", *(f"kim{number}" for number in range(7))]


def test_who_wrote_under_an_alias_or_not_to_be_read_is_not_found_that_way(client, thread, group, ada):
    crowd = [make_user(f"kim{number}") for number in range(4)]
    join(group, *crowd)
    say(thread, crowd[1], "Hello.", as_alias=True)
    hidden = say(thread, crowd[2], "Hello.")
    Post.objects.filter(pk=hidden.pk).update(hidden_at=NOON)
    held = say(thread, crowd[3], "Hello.")
    Post.objects.filter(pk=held.pk).update(number=None, published_at=None, held_until=NOON)
    client.force_login(ada)

    assert client.get(names_url(thread), {"q": "k"}).json() == ["kim0", "kim1", "kim2", "kim3"]


def test_aliases_are_no_names_to_call(client, thread, bo, ada):
    post = say(thread, bo, "Hello.", as_alias=True)
    client.force_login(ada)

    assert str(post.alias) not in client.get(names_url(thread), {"q": str(post.alias)[:3]}).json()


def test_only_those_who_can_read_it_are_offered(client, private, thread, ada, bo, eve, mo):
    make_user("Evan")
    make_user("Evi", is_active=False)
    client.force_login(ada)

    assert client.get(names_url(private), {"q": "e"}).json() == []
    assert client.get(names_url(private), {"q": "b"}).json() == ["Bo"]
    assert client.get(names_url(private), {"q": "m"}).json() == ["Mo"]  # moderators of the site read it
    assert client.get(names_url(thread), {"q": "ev"}).json() == ["Evan", "Eve"]


def test_names_that_cannot_be_called_are_not_offered(client, thread, ada):
    for name in ("kimi@home", "kimo.", "kimu"):
        make_user(name, email="")
    client.force_login(ada)

    assert client.get(names_url(thread), {"q": "kim"}).json() == ["kimu"]


def test_names_are_for_those_who_see_the_place(client, private, thread, ada, eve):
    board = make_board(thread.board.group)
    places = [names_url(private), reverse("forum:board_names", args=[private.board.slug])]
    client.force_login(eve)
    assert [client.get(place, {"q": "b"}).status_code for place in places] == [404, 404]

    client.logout()
    places += [names_url(thread), reverse("forum:board_names", args=[board.slug])]
    public = make_group("public", privacy="public")
    join(public, ada)
    places.append(names_url(make_thread(group=public, author=ada)))
    assert {client.get(place, {"q": "b"}).status_code for place in places} == {404}


def test_board_offers_names_for_a_new_thread(client, thread, ada, bo):
    client.force_login(ada)

    assert client.get(reverse("forum:board_names", args=[thread.board.slug]), {"q": "B"}).json() == ["Bo"]
    page = client.get(reverse("forum:new_thread", args=[thread.board.slug])).content.decode()
    assert f'data-behavior="mention" data-url="/boards/{thread.board.slug}/names/"' in page


@pytest.mark.parametrize("members", [1, 5])
def test_names_cost_the_same_queries_for_any_number(client, thread, ada, members, django_assert_num_queries):
    for number in range(members):
        make_user(f"kim{number}")
    client.force_login(ada)

    with django_assert_num_queries(4):  # session, user, thread, names
        assert len(client.get(names_url(thread), {"q": "kim"}).json()) == members
