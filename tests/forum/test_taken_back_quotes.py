"""Words that are taken back are gone from the quotes of them too: pages, search, feeds and bookmarks show one HTML."""

import pytest

from community.core.text import without_quotes
from community.forum import actions
from community.forum.actions.removing import remove_post, undo_removal
from community.forum.actions.rendering import render_old_posts
from community.forum.actions.writing import How
from community.forum.models import Post
from community.forum.views.quoting import quote_from
from tests.factories import NOON
from tests.forum.factories import make_thread

GONE = "These words were taken back by their author."


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada)


@pytest.fixture
def said(thread, ada):
    return actions.add_reply(thread=thread, author=ada, body="My own plumbago.", now=NOON)


@pytest.fixture
def quoting(thread, said, bo):
    body = f"{quote_from(said)}I see it so too."
    return actions.add_reply(thread=thread, author=bo, body=body, now=NOON, how=How(in_reply_to=said))


def html_of(post):
    return Post.objects.get(pk=post.pk).body_html


def test_quote_goes_with_what_it_quotes_and_the_answer_stays(said, quoting, ada):
    assert "plumbago" in html_of(quoting)

    remove_post(said, author=ada, now=NOON)

    assert "plumbago" not in html_of(quoting)
    assert GONE in html_of(quoting)
    assert "I see it so too." in html_of(quoting)


def test_undoing_brings_the_quote_back(said, quoting, ada):
    before = html_of(quoting)
    remove_post(said, author=ada, now=NOON)
    undo_removal(said, author=ada, now=NOON)

    assert html_of(quoting) == before


def test_what_the_team_hides_is_out_of_sight_in_quotes_and_comes_back(said, quoting, mo):
    actions.hide_post(said, moderator=mo, reason="Be kind", now=NOON)
    assert "plumbago" not in html_of(quoting)

    actions.restore_post(said, moderator=mo)
    assert "plumbago" in html_of(quoting)


def test_draft_with_a_quote_is_posted_without_the_words(thread, said, bo, ada):
    draft = f"{quote_from(said)}Written before, sent after."
    remove_post(said, author=ada, now=NOON)

    post = actions.add_reply(thread=thread, author=bo, body=draft, now=NOON)

    assert "plumbago" not in post.body_html
    assert "Written before, sent after." in post.body_html


def test_posts_that_are_rendered_anew_show_it_no_more(said, quoting, ada):
    remove_post(said, author=ada, now=NOON)
    Post.objects.filter(pk=quoting.pk).update(renderer=0)

    assert render_old_posts() == 1
    assert "plumbago" not in html_of(quoting)


def test_search_finds_the_quote_no_more(client, said, quoting, ada, bo):
    client.force_login(bo)
    assert f"/posts/{quoting.pk}/" in client.get("/search/?q=plumbago").content.decode()

    remove_post(said, author=ada, now=NOON)

    assert "/posts/" not in client.get("/search/?q=plumbago").content.decode().split("<main")[1].split("</main>")[0]


def test_page_of_the_thread_shows_it_no_more(client, thread, said, quoting, ada, bo):
    client.force_login(bo)
    remove_post(said, author=ada, now=NOON)

    page = client.get(thread.get_absolute_url()).content.decode()

    assert "plumbago" not in page
    assert GONE in page


def test_writing_without_a_quote_asks_for_none(thread, bo, django_assert_num_queries):
    from_one = "Look at [this](/resources/living/)."
    with django_assert_num_queries(0):
        actions.writing.html_of(from_one, None)


A, B = "[Ada wrote](/posts/1/):", "[Bo wrote](/posts/2/):"
CASES = {
    f"> {A}\n>\n> secret\n\nMine.": "> gone\n\n\n\nMine.",
    f"> {A}\n>\n> secret\nMine, right below.": "> gone\n\nMine, right below.\n",
    f"> {B}\n>\n> kept\n\n> {A}\n>\n> secret\n\nMine.": f"> {B}\n>\n> kept\n\n> gone\n\n\n\nMine.",
    f"> {A}\n> secret": "> gone\n",
    f"> {A} secret": "> gone",
    "> just words\n\nMine.": "> just words\n\nMine.",
}


@pytest.mark.parametrize(("body", "left"), CASES.items())
def test_only_that_quote_goes(body, left):
    assert without_quotes(body, {"/posts/1/": "gone"}) == left


@pytest.mark.parametrize(
    "inside", [f"> {B}\n>\n> > {A}\n> >\n> > secret\n>\n> kept\n\nMine.", f"- > {A}\n  >\n  > secret\n\nMine."]
)
def test_quote_in_a_quote_or_a_list_goes(inside):
    left = without_quotes(inside, {"/posts/1/": "gone"})

    assert "secret" not in left
    assert "gone" in left
    assert "Mine." in left
