"""The index says what the rows say: after every change, in the same transaction, and after a `migrate`."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from community.chat import actions as chat
from community.forum import actions
from community.forum.actions import masking, merging, moving, splitting
from community.forum.actions.editing import Words
from community.forum.models import Post, Thread
from community.search import keeping
from community.search.asking import read
from community.search.indexes import INDEXES, MESSAGES, POSTS, words_of
from community.search.keeping import keep, lift_before_migrating, triggers_of
from community.search.queries import find_groups, find_messages, find_posts
from tests.chat.factories import make_message, make_room
from tests.factories import NOON, join, make_group
from tests.forum.factories import make_board, make_thread


def found(person, query):
    return [str(post) for post in find_posts(person, read(query), now=NOON)]


@pytest.fixture
def thread(group, ada):
    return make_thread(group=group, author=ada, title="Morning", body="A needle.")


def rows_of(index):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {'id' if connection.vendor == 'postgresql' else 'rowid'} FROM {index.name}")
        return {key for (key,) in cursor.fetchall()}


def test_an_edit_and_another_title_are_followed(thread, ada):
    post = thread.posts.get()
    words = replace(Words.of(post), body="A thread.")
    actions.edit_post(post, editor=ada, words=words, version=0, now=NOON + timedelta(minutes=1))
    Thread.objects.filter(pk=thread.pk).update(title="Evening")

    assert found(ada, "needle") == found(ada, "morning") == []
    assert found(ada, "evening thread") == ["Evening #1"]


def test_a_title_that_is_hidden_or_taken_back_is_not_found_and_comes_back(thread, ada):
    for column in ("hidden_at", "removed_at"):
        Thread.objects.filter(pk=thread.pk).update(**{column: NOON})
        assert found(ada, "morning") == []

        Thread.objects.filter(pk=thread.pk).update(**{column: None})
        assert found(ada, "morning") == ["Morning #1"]


def test_words_follow_a_post_into_the_first_place_of_another_thread(thread, group, ada):
    reply = actions.add_reply(thread=thread, author=ada, body="A reply.", now=NOON)
    other = Thread.objects.create(board=thread.board, author=ada, title="Evening", created_at=NOON, last_post_at=NOON)
    Post.objects.filter(pk=reply.pk).update(thread=other, number=1)
    Thread.objects.filter(pk=other.pk).update(post_count=1)

    assert found(ada, "evening reply") == ["Evening #1"]
    assert found(ada, "morning reply") == []


def test_words_that_the_team_masks_are_not_found_until_it_takes_the_mask_away(thread, ada, mo):
    masking.mask_phrase(thread.posts.get(), phrase="needle", moderator=mo, now=NOON)
    assert found(ada, "needle") == found(mo, "needle") == []

    masking.unmask_phrase(thread.posts.get(), phrase="needle", moderator=mo, now=NOON)
    assert found(ada, "needle") == ["Morning #1"]


def test_what_is_held_is_found_when_it_appears(thread, ada):
    held = {"number": None, "published_at": None, "held_until": NOON}
    Post.objects.filter(thread=thread).update(**held)
    Thread.objects.filter(pk=thread.pk).update(post_count=0)
    assert found(ada, "needle") == found(ada, "morning") == []

    actions.publish_held(thread.posts.get(), now=NOON)
    assert found(ada, "morning needle") == ["Morning #1"]


def test_a_thread_that_goes_to_another_group_is_found_by_those_there(thread, group, ada, mo, eve):
    board = make_board(make_group("other", privacy="private"))
    join(board.group, eve)

    moving.move_thread(thread, to=board, moderator=mo, now=NOON)
    assert found(eve, "morning needle") == ["Morning #1"]
    assert found(ada, "needle") == []


def test_merged_and_split_threads_keep_their_titles_apart(thread, group, ada, mo):
    other = make_thread(group=group, author=ada, title="Evening", body="A pin.", now=NOON + timedelta(hours=1))
    merging.merge_threads(other, target=thread, moderator=mo, now=NOON)
    assert found(ada, "evening") == []
    assert found(ada, "pin") == ["Morning #2"]

    pin = Post.objects.get(number=2)
    splitting.split_thread(thread, posts=[pin.pk], title="Night", board=thread.board, moderator=mo, now=NOON)
    assert found(ada, "night pin") == ["Night #1"]
    assert found(ada, "morning needle") == ["Morning #1"]


def test_a_message_whose_time_is_over_is_not_found(group, ada):
    room = make_room(group, retention_days=1)
    message = make_message(room, ada, "A needle.")
    chat.erase_old_messages(now=message.created_at + timedelta(days=2))

    assert find_messages(ada, read("needle")) == []
    assert rows_of(MESSAGES) == set()


def test_who_claims_a_row_by_an_update_still_learns_how_many_there_were(thread):
    assert Post.objects.filter(thread=thread).update(body_html="<p>A pin.</p>") == 1
    assert Thread.objects.filter(pk=thread.pk).update(title="Evening") == 1
    assert Thread.objects.filter(pk=thread.pk, title="Morning").update(title="Noon") == 0


def test_what_is_deleted_leaves_nothing(thread, ada):
    key = thread.posts.get().pk
    assert rows_of(POSTS) == {key}

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM forum_post")
    assert rows_of(POSTS) == set()


def test_what_is_rolled_back_leaves_nothing(thread, group, ada):
    class Enough(Exception): ...

    with pytest.raises(Enough), transaction.atomic():  # noqa: PT012
        make_thread(group=group, author=ada, title="Evening", body="A pin.")
        Post.objects.filter(pk=thread.posts.get().pk).update(body_html="<p>A pin.</p>")
        assert len(found(ada, "pin")) == 2
        raise Enough

    assert found(ada, "pin") == []
    assert found(ada, "needle") == ["Morning #1"]


def test_a_message_and_a_group_are_followed(group, ada):
    message = make_message(make_room(group), ada, "A needle.")
    chat.edit_message(message, author=ada, body="A pin.", content_notes=0, now=NOON)
    group.name, group.description = "Pins", "About needles."
    group.save()

    assert find_messages(ada, read("needle")) == []
    assert find_messages(ada, read("pins")) == [message]
    assert find_groups(ada, read("pin needle")) == [group]


def test_migrate_with_nothing_missing_builds_nothing(thread, monkeypatch):
    built = []
    monkeypatch.setattr(keeping, "build", lambda connection, index: built.append(index))

    keep(connection)

    assert built == []


def test_an_index_of_another_definition_is_built_anew_from_what_is_there(thread, ada, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {POSTS.name}")
    monkeypatch.setattr("community.search.indexes.VERSION", 0)
    assert found(ada, "needle") == []

    keep(connection)

    marks = {name.split("_")[2] for name in triggers_of(connection)}
    assert marks == {index.mark for index in INDEXES}
    assert found(ada, "needle") == ["Morning #1"]
    actions.add_reply(thread=thread, author=ada, body="More needles.", now=NOON)
    assert len(found(ada, "needle")) == 2


def test_sqlite_loses_its_triggers_before_a_migration_with_work_and_has_them_back_after_it(thread, ada):
    """It builds tables anew. PostgreSQL changes them where they are, and keeps its triggers."""
    standing = triggers_of(connection)
    lift_before_migrating(using="default", plan=[])
    assert triggers_of(connection) == standing != set()

    lift_before_migrating(using="default", plan=["one"])
    assert triggers_of(connection) == (set() if connection.vendor == "sqlite" else standing)
    Post.objects.filter(pk=thread.posts.get().pk).update(body_html="<p>A pin.</p>")
    keep(connection)

    assert triggers_of(connection) == standing
    assert found(ada, "pin") == ["Morning #1"]


def test_python_and_postgresql_agree_on_what_is_no_word():
    html = "<p>a <em>b</em> &lt;c&gt; &amp; d/e_f</p><details><summary>Hidden words</summary>\n<p>g</p></details>"

    assert words_of(html).split() == ["a", "b", "c", "d", "e", "f", "g"]


def test_rebuilding_finds_what_was_missing_drops_what_is_gone_and_says_how_far_it_is(thread, ada, capsys):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {POSTS.name}")
        stray = "(id, words) VALUES (99, '')" if connection.vendor == "postgresql" else "(rowid, text) VALUES (99, '')"
        cursor.execute(f"INSERT INTO {POSTS.name} {stray}")

    call_command("rebuild_search")

    assert rows_of(POSTS) == {thread.posts.get().pk}
    assert found(ada, "morning needle") == ["Morning #1"]
    assert "search_post: 100 %" in capsys.readouterr().out.splitlines()


def test_rebuilding_draws_a_bar_on_a_terminal(thread):
    class Terminal(StringIO):
        def isatty(self):
            return True

    call_command("rebuild_search", stdout=(out := Terminal()))

    assert f"\rsearch_post [{'#' * 30}] 100 %\n" in out.getvalue()
