from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.forum import actions
from community.groups.models import SupportGroup
from community.resources.models import Article
from community.search.queries import MOST_RESULTS, find_articles, find_groups, find_posts, words_in
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_thread
from tests.search.factories import make_article

VISITOR = AnonymousUser()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("  \t\n ", []),
        ("one two one", ["one", "two"]),
        ("nul\x00byte", ["nul", "byte"]),
        ("a b c d e f g h i j", ["a", "b", "c", "d", "e", "f", "g", "h"]),
        ("x" * 500, ["x" * 200]),
    ],
)
def test_words_in_a_query(query, words):
    assert words_in(query) == words


def test_post_is_found_by_all_its_words_in_any_case(group, ada):
    post = make_thread(group=group, author=ada, title="Driving", body="My EYELID closes at night.").posts.get()

    found = {query: post in find_posts(ada, words_in(query)) for query in ("eyelid NIGHT", "drivi lid", "eyelid noon")}

    assert found == {"eyelid NIGHT": True, "drivi lid": True, "eyelid noon": False}


def test_reply_is_found_by_a_word_of_its_own(group, ada, bo):
    thread = make_thread(group=group, author=ada, title="Driving at night", body="How do you do it?")
    reply = actions.add_reply(thread=thread, author=bo, body="I take the bus.", now=NOON)

    assert find_posts(ada, ["driving"]) == [thread.posts.get(number=1)]
    assert find_posts(ada, ["driving", "bus"]) == [reply]


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'"])
def test_signs_of_the_database_are_plain_signs(sign, group, ada):
    with_sign = make_thread(group=group, author=ada, title="One", body=f"needle {sign} here").posts.get()
    make_thread(group=group, author=ada, title="Two", body="needle here")

    assert find_posts(ada, ["needle", sign]) == [with_sign]


@pytest.mark.parametrize(
    ("privacy", "readers"),
    [("public", ["visitor", "eve", "ada", "mo"]), ("open", ["eve", "ada", "mo"]), ("private", ["ada", "mo"])],
)
def test_posts_and_groups_are_found_by_those_who_may_read_them(privacy, readers, ada, eve, mo):
    group = make_group("needle", privacy=SupportGroup.Privacy(privacy))
    join(group, ada)
    post = make_thread(group=group, author=ada, title="Haystack", body="A needle.").posts.get()

    people = {"visitor": VISITOR, "eve": eve, "ada": ada, "mo": mo}

    assert [name for name, person in people.items() if find_posts(person, ["needle"]) == [post]] == readers
    assert [name for name, person in people.items() if find_groups(person, ["needle"]) == [group]] == readers


def test_r36_hidden_post_is_found_by_nobody(group, ada, mo):
    thread = make_thread(group=group, author=ada, title="Rude needle", body="Another needle.")
    reply = actions.add_reply(thread=thread, author=ada, body="A kind reply.", now=NOON)
    actions.hide_post(thread.posts.get(number=1), moderator=mo, reason="Be kind", now=NOON)

    for person in (ada, mo):
        assert find_posts(person, ["needle"]) == []
        assert find_posts(person, ["needle", "kind"]) == []
        assert find_posts(person, ["kind"]) == [reply]


def test_newest_posts_come_first_and_twenty_at_most(group, ada):
    for hour in range(MOST_RESULTS + 2):
        make_thread(group=group, author=ada, title=f"Needle {hour}", now=NOON + timedelta(hours=hour))

    titles = [post.thread.title for post in find_posts(ada, ["needle"])]

    assert titles == [f"Needle {hour}" for hour in range(MOST_RESULTS + 1, 1, -1)]


def test_article_is_found_by_title_summary_and_claims_once(db):
    article = make_article("Eyelids", summary="What may help.", text="Dark glasses in bright light help.")
    make_article("Cramps", summary="Another thing.", order=2)

    found = {
        query: find_articles(VISITOR, words_in(query)) for query in ("eyelid", "may help", "eyelids GLASSES light")
    }

    assert found == {query: [article] for query in found}


def test_draft_is_found_by_nobody_not_even_an_editor(ed):
    make_article("Needle", status=Article.Status.DRAFT)

    assert find_articles(VISITOR, ["needle"]) == []
    assert find_articles(ed, ["needle"]) == []
