"""Of common words only the newest rows are looked at, and what may not be seen changes nothing of what is found."""

from datetime import timedelta

import pytest

from community.forum import actions
from community.search import newest
from community.search.asking import read
from community.search.queries import find_posts
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_thread


@pytest.fixture
def many(monkeypatch):
    """Every word is a common one, and a handful is looked at in each step."""
    monkeypatch.setattr(newest, "FEW", 0)
    monkeypatch.setattr(newest, "FIRST", 1)


def found(person, query="needle"):
    return [post.thread.title for post in find_posts(person, read(query), now=NOON)]


def test_common_words_find_the_same_as_rare_ones(group, ada, monkeypatch):
    for hour in range(25):
        make_thread(group=group, author=ada, title=f"Needle {hour}", now=NOON + timedelta(hours=hour))
    rare = found(ada)
    monkeypatch.setattr(newest, "FEW", 0)
    monkeypatch.setattr(newest, "FIRST", 7)

    assert found(ada) == rare == [f"Needle {hour}" for hour in range(24, 4, -1)]


@pytest.mark.parametrize("hidden", [1, 30])
def test_what_may_not_be_seen_changes_nothing(many, group, ada, eve, mo, hidden):
    seen = make_thread(group=group, author=ada, title="Needle, old")
    closed = make_group("closed", privacy="private")
    join(closed, ada)
    for number in range(hidden):
        make_thread(group=closed, author=ada, title=f"Needle {number}")
    taken = make_thread(group=group, author=ada, title="Needle, hidden")
    actions.hide_post(taken.posts.get(), moderator=mo, reason="x", now=NOON)

    assert found(eve) == [seen.title]
    assert len(found(ada)) == min(hidden + 1, 20)
    assert found(eve, "needle -old") == []


@pytest.mark.parametrize("word", ["needle", "xylophone"])
def test_a_word_that_one_may_not_see_costs_as_much_as_one_that_nobody_said(
    client, ada, eve, word, django_assert_num_queries
):
    closed = make_group("closed", privacy="private")
    join(closed, ada)
    make_thread(group=closed, author=ada, title="Needle")
    make_message(make_room(closed), ada, "A needle.")
    client.force_login(eve)
    client.get("/search/?q=warm+up")

    with django_assert_num_queries(14):
        page = client.get(f"/search/?q={word}").content.decode()

    assert "Nothing you may see has all these words." in page
