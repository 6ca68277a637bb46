from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.forum import actions
from community.groups.models import SupportGroup
from community.resources.models import Article
from community.search.asking import read
from community.search.queries import MOST_RESULTS, find_articles, find_groups, find_posts
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_thread
from tests.search.factories import make_article

VISITOR = AnonymousUser()


def test_post_is_found_by_all_its_words_in_any_case(group, ada):
    post = make_thread(group=group, author=ada, title="Driving", body="My EYELID closes at night.").posts.get()

    found = {
        query: post in find_posts(ada, read(query), now=NOON)
        for query in ("eyelid NIGHT", "Driving lid", "eyelid noon")
    }

    assert found == {"eyelid NIGHT": True, "Driving lid": False, "eyelid noon": False}


@pytest.mark.parametrize("query", ["twitch", "twitches", "twitching", "TWITCHED", "drive", "drives", "injection"])
def test_other_forms_of_a_word_are_found(query, group, ada):
    post = make_thread(group=group, author=ada, title="Driving", body="It twitches after the injections.").posts.get()

    assert find_posts(ada, read(query), now=NOON) == [post]


def test_phrase_is_found_side_by_side_only_and_minus_leaves_out(group, ada):
    near = make_thread(group=group, author=ada, title="One", body="The left side of the face.").posts.get()
    far = make_thread(group=group, author=ada, title="Two", body="This side. What is left? No needle.").posts.get()

    assert find_posts(ada, read("left side"), now=NOON) == [far, near]
    assert find_posts(ada, read('"left side"'), now=NOON) == [near]
    assert find_posts(ada, read("left side -needles"), now=NOON) == [near]
    assert find_posts(ada, read('side -"left side"'), now=NOON) == [far]


def test_title_belongs_to_the_opening_post_and_comes_before_newer_ones(group, ada, bo):
    thread = make_thread(group=group, author=ada, title="Driving at night", body="How do you do it?")
    reply = actions.add_reply(thread=thread, author=bo, body="I take the bus after driving.", now=NOON)
    newer = make_thread(group=group, author=ada, title="Else", body="About driving.", now=NOON + timedelta(days=1))

    assert find_posts(ada, read("driving"), now=NOON) == [thread.posts.get(number=1), newer.posts.get(), reply]
    assert find_posts(ada, read("driving bus"), now=NOON) == [reply]


@pytest.mark.parametrize(
    "sign", ["%", "_", "\\", "'", "(", "*", ":", "&", "|", "!", "<->", "<", "^", "😀", "\u202e", "--"]
)
def test_signs_of_the_database_are_no_words(sign, group, ada):
    post = make_thread(group=group, author=ada, title="One", body=f"needle {sign} here").posts.get()

    assert find_posts(ada, read(f"needle {sign}"), now=NOON) == [post]
    assert find_posts(ada, read(f"needle{sign}"), now=NOON) == [post]
    assert find_posts(ada, read(f'"needle {sign} here"'), now=NOON) == [post]


@pytest.mark.parametrize("word", ["strong", "summary", "href", "nofollow", "amp", "Hidden"])
def test_what_the_site_writes_around_words_is_not_found(word, group, ada):
    body = "**needle** & [here](https://example.org/x)\n\n>! secret"
    post = make_thread(group=group, author=ada, title="One & two", body=body).posts.get()

    assert find_posts(ada, read(word), now=NOON) == []
    assert find_posts(ada, read("needle secret here two"), now=NOON) == [post]


@pytest.mark.parametrize(
    ("privacy", "readers"),
    [("public", ["visitor", "eve", "ada", "mo"]), ("open", ["eve", "ada", "mo"]), ("private", ["ada", "mo"])],
)
def test_posts_and_groups_are_found_by_those_who_may_read_them(privacy, readers, ada, eve, mo):
    group = make_group("needle", privacy=SupportGroup.Privacy(privacy))
    join(group, ada)
    post = make_thread(group=group, author=ada, title="Haystack", body="A needle.").posts.get()

    people = {"visitor": VISITOR, "eve": eve, "ada": ada, "mo": mo}

    assert [
        name for name, person in people.items() if find_posts(person, read("needle"), now=NOON) == [post]
    ] == readers
    assert [name for name, person in people.items() if find_groups(person, read("needle")) == [group]] == readers


def test_r36_hidden_post_is_found_by_nobody(group, ada, mo):
    thread = make_thread(group=group, author=ada, title="Rude needle", body="Another needle.")
    reply = actions.add_reply(thread=thread, author=ada, body="A kind reply.", now=NOON)
    actions.hide_post(thread.posts.get(number=1), moderator=mo, reason="Be kind", now=NOON)

    for person in (ada, mo):
        assert find_posts(person, read("needle"), now=NOON) == []
        assert find_posts(person, read("needle kind"), now=NOON) == []
        assert find_posts(person, read("kind"), now=NOON) == [reply]


def test_newest_posts_come_first_and_twenty_at_most(group, ada):
    for hour in range(MOST_RESULTS + 2):
        make_thread(group=group, author=ada, title=f"Needle {hour}", now=NOON + timedelta(hours=hour))

    titles = [post.thread.title for post in find_posts(ada, read("needle"), now=NOON)]

    assert titles == [f"Needle {hour}" for hour in range(MOST_RESULTS + 1, 1, -1)]


def test_article_is_found_by_title_summary_and_claims_once(db):
    article = make_article("Eyelids", summary="What may help.", text="Dark glasses in bright light help.")
    make_article("Cramps", summary="Another thing.", order=2)

    found = {query: find_articles(VISITOR, read(query)) for query in ("eyelid", "may help", "eyelids GLASSES light")}

    assert found == {query: [article] for query in found}


def test_draft_is_found_by_nobody_not_even_an_editor(ed):
    make_article("Needle", status=Article.Status.DRAFT)

    assert find_articles(VISITOR, read("needle")) == []
    assert find_articles(ed, read("needle")) == []
