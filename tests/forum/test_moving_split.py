"""Some posts of a thread get a thread of their own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.forum import actions
from community.forum.actions.splitting import split_thread
from community.forum.actions.writing import How
from community.forum.models import Board, Level, Post, Thread, ThreadRead
from tests.concurrency import at_once
from tests.factories import NOON, make_group, make_moderator, make_user
from tests.forum.factories import make_board, make_replies, make_thread


@pytest.fixture
def thread(group, ada, bo):
    """Post 1 by Ada, 2 to 6 by Bo, a minute apart."""
    thread = make_thread(group=group, author=ada, title="Wind")
    for count in range(1, 6):
        make_at(thread, bo, f"Reply {count}.", minutes=count)
    return Thread.objects.get()


def make_at(thread, author, body, *, minutes, **how):
    now = NOON + timedelta(minutes=minutes)
    return actions.add_reply(thread=thread, author=author, body=body, how=How(**how), now=now)


def split(thread, moderator, *numbers, **fields):
    posts = list(thread.posts.filter(number__in=numbers).values_list("pk", flat=True))
    defaults = {"title": "Sun", "board": thread.board, "now": NOON}
    return split_thread(thread, posts=posts, moderator=moderator, **{**defaults, **fields})


def bodies(thread):
    return list(thread.posts.filter(number__isnull=False).order_by("number").values_list("number", "body"))


def test_both_threads_are_numbered_without_gaps(thread, bo, mo):
    own = split(thread, mo, 2, 4, 5)

    thread.refresh_from_db()
    assert bodies(thread) == [(1, "The first hour was calm."), (2, "Reply 2."), (3, "Reply 5.")]
    assert bodies(own) == [(1, "Reply 1."), (2, "Reply 3."), (3, "Reply 4.")]
    assert (thread.post_count, own.post_count) == (3, 3)
    assert (own.title, own.author, own.board) == ("Sun", bo, thread.board)
    assert thread.last_post_at == NOON + timedelta(minutes=5)
    assert own.last_post_at == NOON + timedelta(minutes=4)
    assert Board.objects.get().thread_count == 2


def test_both_threads_tell_of_it_and_earlier_events_keep_their_place(thread, mo):
    thread.events.create(kind="locked", after_number=4, actor=mo, created_at=NOON)

    own = split(thread, mo, 2, 3)

    assert list(thread.events.values_list("kind", "after_number", "other_thread")) == [
        ("locked", 2, None),
        ("split_off", 4, own.pk),
    ]
    assert list(own.events.values_list("kind", "after_number", "other_thread")) == [("split_from", 2, thread.pk)]


def test_read_marks_and_levels_follow(thread, ada, bo, mo):
    actions.mark_read(thread=thread, member=ada, number=4, now=NOON)
    cy, di = make_user("Cy"), make_user("Di")
    ThreadRead.objects.create(thread=thread, member=cy, number=2, level=Level.MUTE, level_reason="chosen")
    ThreadRead.objects.create(thread=thread, member=di, number=1)

    own = split(thread, mo, 3, 4, 5)

    def marks(thread):
        return list(thread.reads.order_by("member__username").values_list("member__username", "number", "level"))

    assert marks(thread) == [("Ada", 1 + 1, 3), ("Bo", 3, 3), ("Cy", 2, 0), ("Di", 1, None)]
    assert marks(own) == [("Ada", 2, 3), ("Bo", 3, 3), ("Cy", 0, 0)]
    assert own.reads.get(member=bo).level_reason == "started"
    assert own.reads.get(member=ada).level_reason == "wrote"


def test_post_1_goes_only_if_another_one_stays(thread, bo, mo):
    own = split(thread, mo, 1, 3)

    thread.refresh_from_db()
    assert (thread.title, thread.author, thread.posts.get(number=1).body) == ("Wind", bo, "Reply 1.")
    assert own.author.username == "Ada"
    with pytest.raises(PermissionDenied):
        split(thread, mo, 1, 2, 3, 4)
    with pytest.raises(PermissionDenied):
        split(thread, mo)


def test_a_hidden_first_post_hides_the_title_of_its_thread(thread, mo):
    actions.hide_post(thread.posts.get(number=2), moderator=mo, reason="Unkind.", now=NOON)

    own = split(thread, mo, 2, 3)

    thread.refresh_from_db()
    assert (str(own), str(thread)) == ("Hidden by the team", "Wind")


def test_an_alias_keeps_its_name_and_its_member(thread, ada, bo, mo):
    first = make_at(thread, ada, "As somebody.", minutes=6, as_alias=True)
    make_at(thread, ada, "Again.", minutes=7, as_alias=True)

    own = split(thread, mo, 7)

    moved, stayed = own.posts.get(), thread.posts.get(body="Again.")
    assert (str(moved.byline), str(stayed.byline)) == (first.alias.name, first.alias.name)
    assert (moved.alias.thread, moved.alias.member, own.byline) == (own, ada, moved.alias)
    assert stayed.alias == first.alias
    assert make_at(own, ada, "Once more.", minutes=8, as_alias=True).alias == moved.alias


def test_notes_pace_and_lock_are_not_lost(thread, mo):
    Thread.objects.update(content_notes=2, team_notes=2, slow_seconds=60, locked_at=NOON)
    thread.posts.filter(number=3).update(content_notes=4)

    own = split(thread, mo, 3)

    assert (own.content_notes, own.team_notes, own.slow_seconds, own.locked_at) == (6, 2, 60, NOON)


def test_the_helpful_mark_stays_where_its_post_is(thread, mo):
    Thread.objects.update(helpful_post=thread.posts.get(number=3))

    split(thread, mo, 4)
    assert Thread.objects.get(pk=thread.pk).helpful_post is not None
    split(thread, mo, 3)
    assert Thread.objects.get(pk=thread.pk).helpful_post is None


def test_held_posts_stay_and_appear_behind(thread, bo, mo):
    held = thread.posts.create(author=bo, body="Later.", created_at=NOON, held_until=NOON)

    split(thread, mo, 2, 3, 4)
    actions.publish_held(held, now=NOON)

    assert bodies(thread)[-1] == (4, "Later.")


def test_the_new_thread_stands_on_a_board_one_moderates(thread, group, mo):
    gina = make_moderator(group, "Gina")
    elsewhere = make_board(make_group("elsewhere"))

    with pytest.raises(PermissionDenied):
        split(thread, gina, 2, board=elsewhere)
    assert split(thread, mo, 2, board=elsewhere).board == elsewhere


def test_posts_of_another_thread_are_refused(thread, ada, mo):
    other = make_thread(board=thread.board, author=ada, title="Other")
    foreign, own = other.posts.get().pk, thread.posts.get(number=2).pk

    with pytest.raises(PermissionDenied):
        split_thread(thread, posts=[foreign, own], title="Sun", board=thread.board, moderator=mo, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_a_reply_in_the_same_moment_gets_a_number_of_its_own(thread, bo, mo):
    results = at_once(lambda: split(thread, mo, 2, 3), lambda: make_replies(thread, bo, 1))

    assert not any(isinstance(result, Exception) for result in results)
    thread.refresh_from_db()
    assert [number for number, _body in bodies(thread)] == list(range(1, thread.post_count + 1))


def test_five_thousand_posts_are_renumbered_with_few_queries(thread, bo, mo, django_assert_max_num_queries):
    rows = [
        Post(thread=thread, author=bo, number=number, body="Words.", created_at=NOON, published_at=NOON)
        for number in range(7, 5001)
    ]
    Post.objects.bulk_create(rows)
    Thread.objects.update(post_count=5000)

    with django_assert_max_num_queries(90):
        own = split(thread, mo, *range(2, 5000, 2))

    assert own.post_count == 2499
