"""Whatever happens to threads in whatever order, what is counted equals a recount, and nobody's reading is lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.accounts.models import User
from community.forum import actions
from community.forum.actions.holding import release_post
from community.forum.actions.merging import merge_threads
from community.forum.actions.moving import move_thread
from community.forum.actions.recounting import Repairs, recount
from community.forum.actions.splitting import split_thread
from community.forum.actions.writing import How
from community.forum.models import Board, Post, Thread, ThreadRead
from community.forum.permissions import NEW_POSTS
from community.groups.models import Membership
from tests.factories import EARLIER, NOON, join, make_group, make_user
from tests.forum.factories import make_board, make_replies, make_thread

HEAD_START = 100 + NEW_POSTS  # that no test sees: nobody is new, however much is hidden, so nobody is paced
SMALL = st.integers(0, 11)
VERBS = "start reply reply reply hold publish hide restore remove move split split merge merge read read".split()
PROGRAMS = st.lists(st.tuples(st.sampled_from(VERBS), SMALL, SMALL, SMALL), min_size=4, max_size=20)


class Community:
    """Three members and a moderator, two boards, one clock; every act draws whom and what it is about by number."""

    def __init__(self):
        group = make_group()
        self.members = [make_user(name, accepted_posts=HEAD_START) for name in ("Ada", "Bo", "Cy", "Mo")]
        self.mo = self.members[-1]
        join(group, *self.members[:-1])
        join(group, self.mo, role=Membership.Role.MODERATOR)
        self.boards = [make_board(group, slug="one"), make_board(group, slug="two")]
        self.now, self.count = NOON, 0

    def run(self, program):
        for verb, *choices in [("start", 0, 0, 0), ("start", 1, 1, 1), *program]:
            self.now += timedelta(minutes=1)
            getattr(self, verb)(*choices)
        check_counters(self.members, now=self.now)

    def thread(self, choice):
        threads = Thread.objects.published().order_by("pk")
        return threads[choice % len(threads)]

    def post(self, choice):
        posts = Post.objects.select_related("thread__board__group", "author").order_by("pk")
        return posts[choice % len(posts)]

    def words(self):
        self.count += 1
        return f"Words {self.count}."

    def start(self, who, where, _):
        make_thread(board=self.boards[where % 2], author=self.members[who % 4], title=self.words(), now=self.now)

    def reply(self, who, where, alias):
        author, how = self.members[who % 4], How(as_alias=alias % 3 == 0)
        actions.add_reply(thread=self.thread(where), author=author, body=self.words(), how=how, now=self.now)

    def hold(self, who, where, _):
        """In a slow thread, whoever wrote a minute ago waits."""
        thread = self.thread(where)
        Thread.objects.filter(pk=thread.pk).update(slow_seconds=3600)
        for _time in range(2):
            actions.add_reply(thread=thread, author=self.members[who % 3], body=self.words(), now=self.now)
        Thread.objects.filter(pk=thread.pk).update(slow_seconds=0)

    def publish(self, what, *_):
        release_post(self.post(what), moderator=self.mo, now=self.now)

    def hide(self, what, *_):
        actions.hide_post(self.post(what), moderator=self.mo, reason="Unkind.", now=self.now)

    def restore(self, what, *_):
        actions.restore_post(self.post(what), moderator=self.mo)

    def remove(self, what, *_):
        post = self.post(what)
        if post.number and post.is_shown:
            actions.remove_post(post, author=post.author, now=self.now)

    def read(self, who, where, how_far):
        thread = self.thread(where)
        number = how_far % thread.post_count + 1
        actions.mark_read(thread=thread, member=self.members[who % 4], number=number, now=self.now)

    def move(self, what, where, _):
        before = self.what_is_read()
        move_thread(self.thread(what), to=self.boards[where % 2], moderator=self.mo, now=self.now)
        assert self.what_is_read() == before

    def split(self, what, where, which):
        before, thread = self.what_is_read(), self.thread(what)
        chosen = [post.pk for post in thread.posts.filter(number__isnull=False) if (post.number * (which + 3)) % 7 < 3]
        if not 0 < len(chosen) < thread.post_count:
            return
        board = self.boards[where % 2]
        split_thread(thread, posts=chosen, title=self.words(), board=board, moderator=self.mo, now=self.now)
        assert self.what_is_read() == before

    def merge(self, what, into, _):
        source, target = self.thread(what), self.thread(into)
        before, whole = self.what_is_read(), self.who_read_all_of(source) & self.who_read_all_of(target)
        merge_threads(source, target=target, moderator=self.mo, now=self.now)
        assert self.what_is_read() <= before
        assert whole <= self.who_read_all_of(target)

    def what_is_read(self):
        marks = {
            (who, where): mark for who, where, mark in ThreadRead.objects.values_list("member", "thread", "number")
        }
        posts = Post.objects.filter(number__isnull=False)
        read = ((who, post) for (who, where) in marks for post in posts if post.thread_id == where)
        return {(who, post.pk) for who, post in read if post.number <= marks[who, post.thread_id]}

    def who_read_all_of(self, thread):
        count = Thread.objects.get(pk=thread.pk).post_count
        return set(ThreadRead.objects.filter(thread=thread, number=count).values_list("member", flat=True))


def check_counters(members, *, now):
    """Against a recount in plain Python that knows nothing of how the counters are kept."""
    posts = list(Post.objects.order_by("number"))
    threads = list(Thread.objects.all())
    for thread in threads:
        own = [post for post in posts if post.thread_id == thread.pk and post.number]
        assert [post.number for post in own] == list(range(1, thread.post_count + 1))
        if own:
            first, head = own[0], (thread.author_id, thread.alias_id, thread.hidden_at, thread.removed_at)
            assert thread.last_post_at == own[-1].published_at
            assert head == (first.author_id, first.alias_id, first.hidden_at, first.removed_at)
        else:
            assert thread.merged_into.post_count > 0
    for board in Board.objects.all():
        assert board.thread_count == sum(thread.board_id == board.pk and thread.post_count > 0 for thread in threads)
    for post in posts:
        assert post.alias is None or (post.alias.thread_id, post.alias.member_id) == (post.thread_id, post.author_id)
    for member in members:
        own = [post for post in posts if post.author_id == member.pk and post.number and post.is_shown]
        assert User.objects.get(pk=member.pk).accepted_posts == HEAD_START + len(own)
        marks = dict(ThreadRead.objects.filter(member=member).values_list("thread", "number"))
        for thread in Thread.objects.published().with_unread(member, now=now):
            everything = [post.number for post in posts if post.thread_id == thread.pk and post.number]
            assert thread.unread_count == sum(number > marks.get(thread.pk, 0) for number in everything)
    User.objects.update(accepted_posts=F("accepted_posts") - HEAD_START)
    assert recount() == Repairs(threads=0, boards=0, members=0)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(program=PROGRAMS)
def test_counters_equal_a_recount_after_any_program(program):
    with transaction.atomic():
        Community().run(program)
        transaction.set_rollback(True)


def test_recount_repairs_what_is_wrong(group, ada, mo, capsys):
    threads = [make_thread(board=make_board(group), author=ada, title=f"Thread {count}") for count in range(3)]
    make_replies(threads[0], ada, 2)
    actions.hide_post(threads[1].posts.get(), moderator=mo, reason="Unkind.", now=NOON)
    Thread.objects.filter(pk=threads[0].pk).update(post_count=7, last_post_at=EARLIER)
    Thread.objects.filter(pk=threads[1].pk).update(hidden_at=None)
    Board.objects.update(thread_count=9)
    User.objects.filter(pk=ada.pk).update(accepted_posts=1)
    User.objects.filter(pk=mo.pk).update(accepted_posts=0)

    call_command("recount")

    assert capsys.readouterr().out == "Wrong and repaired: 2 threads, 1 boards, 1 members.\n"
    assert list(Thread.objects.order_by("pk").values_list("post_count", flat=True)) == [3, 1, 1]
    assert Board.objects.get().thread_count == 3
    assert User.objects.get(pk=ada.pk).accepted_posts == 4
    assert Thread.objects.get(pk=threads[1].pk).hidden_at == NOON
    assert recount() == Repairs(threads=0, boards=0, members=0)
