"""While a title is typed: threads of the same group that may be about the same, and that one may read."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.forum import actions
from community.forum.actions.writing import How
from community.forum.models import Thread
from community.search import similar
from community.search.similar import similar_threads
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_board


@pytest.fixture
def board(group):
    return make_board(group)


def start(board, author, *titles, **how):
    return [
        actions.start_thread(
            board=board, author=author, title=title, body=title, how=How(**how), now=NOON + timedelta(minutes=number)
        )
        for number, title in enumerate(titles)
    ]


def titles(user, board, title):
    return [thread.title for thread in similar_threads(user, board, title)]


def test_more_of_the_words_stand_first_then_the_latest(board, ada):
    start(board, ada, "Driving at night", "Driving", "Eyelid at night while driving", "Tea")

    assert titles(ada, board, "Is driving at night possible with one eyelid shut?") == [
        "Eyelid at night while driving",
        "Driving at night",
        "Driving",
    ]


@pytest.mark.parametrize("typed", ["SPASM", "spasms", "the Spasm!", "spasm-spasm"])
def test_case_plural_and_signs_make_no_difference(board, ada, typed):
    start(board, ada, "Spasms in the cheek")

    assert titles(ada, board, typed) == ["Spasms in the cheek"]


@pytest.mark.parametrize("typed", ["", "   ", "the one eye", "%%%%", "____", "\x00" * 9, "x" * 5000])
def test_short_words_and_nonsense_find_nothing(board, ada, typed):
    start(board, ada, "The one eye", "100%%%% ____")

    assert titles(ada, board, typed) == []


def test_letters_of_other_alphabets_are_letters(board, ada):
    start(board, ada, "ÜBUNGEN für das Lid", "Спазмы века")

    assert titles(ada, board, "übungen") == ["ÜBUNGEN für das Lid"]
    assert titles(ada, board, "СПАЗМЫ") == ["Спазмы века"]


def test_at_most_five(board, ada):
    start(board, ada, *[f"Morning number {count}" for count in range(7)])

    assert titles(ada, board, "Mornings") == [f"Morning number {count}" for count in (6, 5, 4, 3, 2)]


def test_whole_group_and_no_other(group, board, ada):
    start(make_board(group, "beside"), ada, "Driving lessons")
    other = make_group("other")
    join(other, ada)
    start(make_board(other), ada, "Driving licence")

    assert titles(ada, board, "driving") == ["Driving lessons"]


def test_hidden_removed_and_held_titles_are_named_to_nobody(board, ada, mo):
    hidden, removed, held = start(board, ada, "Driving one", "Driving two", "Driving three")
    actions.hide_post(hidden.posts.get(), moderator=mo, reason="x", now=NOON)
    actions.remove_post(removed.posts.get(), author=ada, now=NOON)
    Thread.objects.filter(pk=held.pk).update(post_count=0)

    assert [titles(member, board, "driving") for member in (ada, mo)] == [[], []]


def test_what_somebody_leaves_out_is_left_out(board, ada, bo):
    start(board, ada, "Driving after surgery", content_notes=4)
    bo.notes_left_out = 4

    assert (titles(bo, board, "driving"), titles(ada, board, "driving")) == ([], ["Driving after surgery"])


def test_only_the_latest_are_looked_at(board, ada, monkeypatch):
    monkeypatch.setattr(similar, "MOST_LOOKED_AT", 2)
    start(board, ada, "Driving", "Tea", "Coffee")

    assert titles(ada, board, "driving") == []


def asked(client, board, title="Driving"):
    return client.get(reverse("search:similar"), {"board": board.slug, "title": title})


def test_part_of_a_page_names_them_with_links(client, board, ada):
    thread = start(board, ada, "Driving <b>")[0]
    client.force_login(ada)
    html = asked(client, board).content.decode()

    assert "1 thread may be about the same:" in html
    assert f'<a class="tap" href="{thread.get_absolute_url()}">Driving &lt;b&gt;</a>' in html
    assert "<html" not in html


def test_nothing_found_is_nothing_to_show(client, board, ada):
    client.force_login(ada)

    assert asked(client, board).content.strip() == b""


def test_visitor_is_answered_about_a_public_group_alone(client, group, board, ada):
    start(board, ada, "Driving")
    assert asked(client, board).status_code == 200 if group.privacy == "public" else 404

    group.privacy = "open"
    group.save()
    assert asked(client, board).status_code == 404
    assert similar_threads(AnonymousUser(), board, "driving") == []


def test_board_of_a_private_group_is_not_there_for_a_stranger(client, ada, eve):
    quiet = make_group("quiet", privacy="private")
    join(quiet, ada)
    board = make_board(quiet)
    start(board, ada, "Driving")
    client.force_login(eve)

    assert asked(client, board).status_code == 404
    assert client.get(reverse("search:similar"), {"board": "never-was", "title": "Driving"}).status_code == 404
    assert client.get(reverse("search:similar")).status_code == 404
    assert client.post(reverse("search:similar")).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_cost_does_not_grow(client, board, ada, rows, django_assert_num_queries):
    start(board, ada, *[f"Driving {count}" for count in range(rows)])
    client.force_login(ada)

    with django_assert_num_queries(6):  # session, user, board, boards of the group, titles, those chosen
        assert asked(client, board).content.count(b"<li>") == rows


def test_composer_of_a_new_thread_offers_them(client, board, ada):
    client.force_login(ada)
    page = client.get(reverse("forum:new_thread", args=[board.slug])).content.decode()

    assert f'data-behavior="similar" data-url="/search/similar/" data-board="{board.slug}"' in page
