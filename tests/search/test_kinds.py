"""Everything that can be found, and what it can be narrowed down by."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.accounts.models import User
from community.forum import actions
from community.forum.actions.writing import How
from community.forum.models import Post
from community.resources.models import GlossaryTerm
from community.search.asking import read
from community.search.queries import find_articles, find_members, find_reminders, find_rooms, find_terms
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_group, make_user
from tests.forum.factories import make_board, make_thread
from tests.reminders.factories import make_reminder
from tests.search.factories import make_article

VISITOR = AnonymousUser()


def headings(client, query):
    page = client.get(f"/search/?{query}").content.decode().split("<main")[1].split("</main>")[0]
    return [part.split("</h2>")[0].split(">")[-1] for part in page.split("<h2")[1:]]


def main_of(response):
    return response.content.decode().split("<main")[1].split("</main>")[0]


def test_article_that_says_it_in_its_title_comes_first_then_in_its_summary(db):
    claims = make_article("Lids", text="About needles.", order=1)
    summary = make_article("Eyes", summary="Needles.", order=2)
    title = make_article("The needle", order=3)

    assert find_articles(VISITOR, read("needles")) == [title, summary, claims]
    assert find_articles(VISITOR, read("needle lids")) == [claims]
    assert find_articles(VISITOR, read("needle -lids")) == [title, summary]


def test_article_follows_its_claims(db):
    article = make_article("Lids", text="About needles.")
    article.parts.get().claims.all().delete()

    assert find_articles(VISITOR, read("needle")) == []


def test_term_is_found_by_its_names_and_its_definition(db):
    term = GlossaryTerm.objects.create(slug="mvd", term="Decompression", also_called="MVD", definition="An operation.")

    assert [find_terms(read(query)) for query in ("decompressions", "mvd", "operations", "else")] == [[term]] * 3 + [[]]


@pytest.mark.parametrize(
    ("privacy", "readers"), [("public", ["visitor", "eve", "ada"]), ("open", ["eve", "ada"]), ("private", ["ada"])]
)
def test_rooms_are_found_by_those_who_may_see_them(privacy, readers, ada, eve):
    group = make_group("here", privacy=privacy)
    join(group, ada)
    room = make_room(group, "needle-room", name="Needles")
    people = {"visitor": VISITOR, "eve": eve, "ada": ada}

    assert [name for name, person in people.items() if find_rooms(person, read("needle")) == [room]] == readers


def test_members_are_found_by_the_beginning_of_their_name_and_by_nothing_else(ada, bo, eve):
    User.objects.filter(pk=bo.pk).update(email="needle@example.org")
    gone = make_user("Adam", is_active=False)

    assert find_members(eve, read("ad")) == [ada] != [gone]
    assert find_members(eve, read("a")) == find_members(eve, read("needle")) == find_members(eve, read("da")) == []
    assert find_members(VISITOR, read("ada")) == []


def test_reminders_are_found_by_their_owner_alone(client, ada, bo):
    reminder = make_reminder(ada, title="Needles at the clinic")

    assert find_reminders(ada, read("needle -tablets")) == [reminder]
    assert find_reminders(ada, read('"needle clinic"')) == find_reminders(ada, read("needle -clinic")) == []
    assert find_reminders(bo, read("needle")) == find_reminders(VISITOR, read("needle")) == []
    client.force_login(ada)
    assert headings(client, "q=needle") == ["My own reminders"]


@pytest.fixture
def needles(client, group, ada, bo):
    """One needle of every kind, those of Ada."""
    make_article("Needle")
    GlossaryTerm.objects.create(slug="needle", term="Needle", definition="A needle.")
    make_reminder(ada, title="Needle")
    make_thread(group=group, author=ada, title="Needle")
    make_message(make_room(group, name="Needle"), ada, "Needle.")
    make_group("needle")
    make_user("Needle")
    client.force_login(ada)
    return client


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            "",
            "Resources,Words explained,My own reminders,Conversations,Rooms,Said in rooms,Groups,Members",
        ),
        ("kind=resources", "Resources,Words explained"),
        ("kind=conversations", "Conversations"),
        ("kind=rooms", "Rooms,Said in rooms"),
        ("kind=groups", "Groups"),
        ("kind=members", "Members"),
        ("kind=reminders", "My own reminders"),
        ("mine=on", "My own reminders,Conversations,Said in rooms"),
        ("author=ada", "Conversations,Said in rooms"),
        ("author=@Ada&kind=conversations", "Conversations"),
        ("author=Bo", ""),
        ("since=1.1.2026", "Conversations,Said in rooms"),
        ("since=1.1.2027", ""),
        ("unread=on", ""),
    ],
)
def test_a_search_is_narrowed_down(needles, query, found, time_machine):
    time_machine.move_to(NOON + timedelta(minutes=5), tick=False)

    assert ",".join(headings(needles, f"q=needle&{query}")) == found


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind=everything", "This kind is not known here."),
        ("kind=members", "This kind is not known here."),
        ("group=nowhere", "There is no such group that you may see."),
        ("group=closed", "There is no such group that you may see."),
        ("since=yesterday", "Write the day as day, month and year"),
        ("author=" + "x" * 5000, "at most 99 characters"),
    ],
)
def test_what_is_not_understood_is_said_and_left_out(client, ada, query, sentence):
    place = make_group("for-all", privacy="public")
    join(place, ada)
    make_thread(group=place, author=ada, title="Needle")
    make_group("closed", privacy="private")

    page = main_of(client.get(f"/search/?q=needle&{query}"))

    assert sentence in page
    assert "<mark>Needle</mark>" in page


def test_an_address_with_a_nul_is_read_without_it(client, ada):
    place = make_group("for-all", privacy="public")
    join(place, ada)
    make_thread(group=place, author=ada, title="Needle")

    assert "<mark>Needle</mark>" in main_of(client.get("/search/?q=ne%00edle&author=%00ada%00"))
    assert "<mark>Needle</mark>" not in main_of(client.get("/search/?q=needle&author=%00bo"))


def test_a_group_narrows_down_to_what_is_in_it(needles, group, ada):
    other = make_group("other", name="Other place")
    join(other, ada)

    assert headings(needles, f"q=needle&group={group.slug}") == ["Conversations", "Rooms", "Said in rooms"]
    assert headings(needles, "q=needle&group=other") == []


def test_unread_are_the_posts_behind_the_read_mark(client, group, ada, bo, time_machine):
    time_machine.move_to(NOON + timedelta(minutes=5), tick=False)
    thread = make_thread(group=group, author=ada, title="Morning", body="A needle.")
    actions.add_reply(thread=thread, author=bo, body="Another needle.", now=NOON)
    client.force_login(ada)

    page = main_of(client.get("/search/?q=needle&unread=on"))

    assert "Another <mark>needle</mark>" in page
    assert "A <mark>needle</mark>" not in page


def test_words_under_another_name_are_not_found_by_the_account_behind_it(client, group, ada, bo):
    board = make_board(group)
    thread = actions.start_thread(
        board=board, author=ada, title="Morning", body="A needle.", how=How(as_alias=True), now=NOON
    )
    name = Post.objects.get(thread=thread).alias.name
    client.force_login(bo)

    assert headings(client, "q=needle&author=Ada") == []
    assert headings(client, f"q=needle&author={name}") == ["Conversations"]
    client.force_login(ada)
    assert headings(client, "q=needle&mine=on") == ["Conversations"]


@pytest.mark.parametrize("hits", [1, 3])
def test_every_kind_costs_the_same_queries_for_any_length(client, group, ada, hits, django_assert_num_queries):
    for number in range(hits):
        GlossaryTerm.objects.create(slug=f"n{number}", term=f"Needle {number}", definition="A needle.")
        make_reminder(ada, title="Needle")
        room = make_room(group, f"needle-{number}", name=f"Needle {number}")
        make_message(room, ada, "Needle.")
        make_user(f"Needle{number}")
    client.force_login(ada)

    with django_assert_num_queries(14):  # as for those in test_views.py
        page = main_of(client.get("/search/?q=needle"))

    assert page.count('"list-rows__item') == 5 * hits
