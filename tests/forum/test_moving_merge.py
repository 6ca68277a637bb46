"""Two threads become one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from community.forum import actions
from community.forum.actions.merging import merge_threads, read_up_to
from community.forum.actions.splitting import split_thread
from community.forum.actions.writing import How
from community.forum.models import Alias, Board, Bookmark, Level, Poll, Thread, ThreadRead
from community.groups.models import Membership, SupportGroup
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_moderator, make_user
from tests.forum.factories import make_board, make_thread


def at(minutes):
    return NOON + timedelta(minutes=minutes)


def say(thread, author, minutes, **how):
    return actions.add_reply(thread=thread, author=author, body=f"At {minutes}.", how=How(**how), now=at(minutes))


@pytest.fixture
def source(group, ada, bo):
    """Posts at 0, 20 and 40."""
    thread = make_thread(group=group, author=ada, title="Source", body="At 0.", now=at(0))
    say(thread, bo, 20)
    say(thread, bo, 40)
    return Thread.objects.get(pk=thread.pk)


@pytest.fixture
def target(group, source, ada, bo):
    """Posts at 10, 30 and 50."""
    thread = make_thread(group=group, author=bo, title="Target", body="At 10.", now=at(10))
    say(thread, ada, 30)
    say(thread, ada, 50)
    return Thread.objects.get(pk=thread.pk)


def merge(source, target, mo):
    done = merge_threads(source, target=target, moderator=mo, now=at(60))
    source.refresh_from_db()
    target.refresh_from_db()
    return done


def bodies(thread):
    return list(thread.posts.filter(number__isnull=False).order_by("number").values_list("number", "body"))


def test_posts_stand_as_they_were_written_and_the_source_leads_to_the_target(source, target, ada, mo):
    assert merge(source, target, mo) is True
    assert merge(source, target, mo) is False

    assert bodies(target) == [(count + 1, f"At {count * 10}.") for count in range(6)]
    assert (target.post_count, target.last_post_at, target.title, target.author) == (6, at(50), "Target", ada)
    assert (source.post_count, source.merged_into, bodies(source)) == (0, target, [])
    assert Board.objects.get().thread_count == 1
    assert list(target.events.values_list("kind", "after_number", "other_thread")) == [("merged", 6, source.pk)]


def test_what_was_merged_before_leads_on(source, target, ada, mo):
    third = make_thread(board=source.board, author=ada, title="Third", now=at(55))

    merge(source, target, mo)
    merge(target, third, mo)

    assert list(Thread.objects.order_by("pk").values_list("merged_into", flat=True)) == [third.pk, third.pk, None]
    assert third.posts.count() == 7


@pytest.mark.parametrize(
    ("source_read", "target_read", "expected"),
    [(3, 3, 6), (0, 3, 0), (3, 0, 1), (1, 1, 2), (1, 3, 2), (2, 1, 3), (2, 2, 4)],
)
def test_one_has_read_up_to_the_first_post_that_one_had_not(source, target, mo, source_read, target_read, expected):
    cy = make_user("Cy")
    for thread, number in ((source, source_read), (target, target_read)):
        ThreadRead.objects.create(thread=thread, member=cy, number=number)

    merge(source, target, mo)

    assert list(ThreadRead.objects.filter(member=cy).values_list("thread", "number")) == [(target.pk, expected)]


def test_a_mark_in_one_thread_only_counts_too(source, target, mo):
    cy, di = make_user("Cy"), make_user("Di")
    ThreadRead.objects.create(thread=source, member=cy, number=3)
    ThreadRead.objects.create(thread=target, member=di, number=3)

    merge(source, target, mo)

    assert target.reads.get(member=cy).number == 1
    assert target.reads.get(member=di).number == 0
    assert read_up_to(([2], 0), ([1], 1)) == 1


def test_the_higher_level_wins(source, target, mo):
    cy, di = make_user("Cy"), make_user("Di")
    for member, one, two in ((cy, Level.WATCH, Level.NORMAL), (di, Level.MUTE, None)):
        ThreadRead.objects.create(thread=source, member=member, level=one, level_reason="chosen")
        reason = "" if two is None else "wrote"
        ThreadRead.objects.create(thread=target, member=member, level=two, level_reason=reason)

    merge(source, target, mo)

    levels = target.reads.filter(member__in=[cy, di]).order_by("member__username")
    assert list(levels.values_list("level", "level_reason")) == [(Level.WATCH, "chosen"), (Level.MUTE, "chosen")]


def test_two_aliases_of_one_member_stay_and_the_targets_goes_on(source, target, ada, mo):
    older, newer = say(source, ada, 51, as_alias=True), say(target, ada, 52, as_alias=True)

    merge(source, target, mo)

    names = {post.body: str(post.byline) for post in target.posts.exclude(alias=None)}
    assert names == {"At 51.": older.alias.name, "At 52.": newer.alias.name}
    assert say(target, ada, 61, as_alias=True).alias == newer.alias
    assert Alias.objects.get(pk=older.alias.pk).retired_at == at(60)


def test_two_members_never_share_a_name(source, target, ada, bo, mo):
    older, newer = say(source, ada, 51, as_alias=True), say(target, bo, 52, as_alias=True)
    Alias.objects.update(name="Quiet Heron")

    merge(source, target, mo)

    older.refresh_from_db()
    newer.refresh_from_db()
    assert newer.byline.name == "Quiet Heron"
    assert older.byline.name != "Quiet Heron"
    assert (older.alias.member, older.alias.retired_at) == (ada, None)


def test_what_was_split_off_and_comes_back_is_one_alias(source, ada, mo):
    post = say(source, ada, 51, as_alias=True)
    say(source, ada, 52, as_alias=True)
    own = split_thread(source, posts=[post.pk], title="Own", board=source.board, moderator=mo, now=at(53))

    merge(own, source, mo)

    assert {post.alias for post in source.posts.exclude(alias=None)} == {post.alias}


def test_held_posts_come_along_and_appear_in_the_target(source, target, bo, mo):
    held = source.posts.create(author=bo, body="Later.", created_at=NOON, held_until=at(70))
    stale = held.thread

    merge(source, target, mo)

    assert stale.pk == source.pk
    assert actions.publish_held(held, now=at(70)) is False  # what the worker read before the merge
    assert actions.publish_held(target.posts.get(pk=held.pk), now=at(70)) is True
    assert bodies(target)[-1] == (7, "Later.")


def test_a_poll_a_bookmark_and_the_helpful_mark_follow(source, target, ada, mo):
    poll = Poll.objects.create(thread=source, question="Which?", created_at=NOON)
    kept = Bookmark.objects.create(member=ada, post=source.posts.get(number=2), created_at=NOON)
    Thread.objects.filter(pk=source.pk).update(helpful_post=kept.post)

    merge(source, target, mo)

    assert target.poll == poll
    assert (kept.post.pk, target.helpful_post.body) == (target.posts.get(number=3).pk, "At 20.")


def test_the_targets_poll_is_kept(source, target, mo):
    for thread in (source, target):
        Poll.objects.create(thread=thread, question=thread.title, created_at=NOON)

    merge(source, target, mo)

    assert target.poll.question == "Target"


def test_one_moderates_both_and_nobody_new_reads_it(group, source, target, ada):
    gina = make_moderator(group, "Gina")
    private = make_group("private", privacy=SupportGroup.Privacy.PRIVATE)
    join(private, ada, gina)
    secret = make_thread(board=make_board(private), author=ada)

    for one, other, who in ((source, target, ada), (source, secret, gina), (secret, source, gina)):
        with pytest.raises(PermissionDenied):
            merge_threads(one, target=other, moderator=who, now=NOON)
    private.memberships.filter(member=gina).update(role=Membership.Role.MODERATOR)
    with pytest.raises(PermissionDenied):
        merge_threads(secret, target=source, moderator=gina, now=NOON)
    assert merge_threads(source, target=secret, moderator=gina, now=NOON) is True


@pytest.mark.django_db(transaction=True)
def test_each_into_the_other_at_once_is_one_merge(source, target, mo):
    results = at_once(
        lambda: merge_threads(source, target=target, moderator=mo, now=NOON),
        lambda: merge_threads(target, target=source, moderator=mo, now=NOON),
    )

    assert sorted(str(type(result).__name__) for result in results) == ["PermissionDenied", "bool"]
    assert Thread.objects.published().get().post_count == 6
