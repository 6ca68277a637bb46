"""Words that were taken along wait for the team where it has not decided about them, and nothing else waits."""

from datetime import timedelta

import pytest

from community.core.turns import Turn
from community.forum.actions import add_reply
from community.forum.models import Poll, Thread
from community.moderation.actions.cases import open_case
from community.moderation.models import Case, Risk
from community.privacy.leaving.actions import GRACE, erase_due, leave, settle_decided
from tests.factories import NOON
from tests.forum.factories import make_poll, make_replies, make_thread
from tests.moderation.factories import report_post

LATER = NOON + timedelta(days=1)
OVER = LATER + GRACE


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def thread(group, ada):
    thread = make_thread(group=group, author=ada, title="Mornings", body="Only mornings.")
    make_poll(thread, ada)
    return thread


def gone(member):
    leave(member, way="take", now=LATER)
    assert erase_due(now=OVER, turn=Turn()) == 1


def decide_all():
    Case.objects.update(decided_at=OVER)


def test_a_case_about_an_answer_keeps_no_title_and_no_poll(thread, ada, bo):
    [reply] = make_replies(thread, bo, 1)
    report_post(reply, ada)

    gone(ada)

    assert (Thread.objects.get().title, Poll.objects.exists()) == ("—", False)


def test_one_about_the_opening_post_keeps_both_until_it_is_decided(thread, ada, bo):
    report_post(thread.posts.get(), bo)

    gone(ada)

    assert (Thread.objects.get().title, Poll.objects.exists()) == ("Mornings", True)
    assert settle_decided(now=OVER) == 0
    decide_all()
    assert settle_decided(now=OVER) == 1
    assert (Thread.objects.get().title, Poll.objects.exists()) == ("—", False)


def test_so_does_one_about_an_opening_post_that_nobody_has_read_yet(thread, ada):
    Thread.objects.update(post_count=0)
    thread.posts.update(number=None, published_at=None, held_until=LATER)
    open_case(thread.posts.get(), kind="post", origin="held", risk=Risk.OTHER, actor=None, now=NOON)

    gone(ada)

    assert Thread.objects.get().title == "Mornings"
    decide_all()
    settle_decided(now=OVER)
    assert Thread.objects.get().title == "—"


def test_what_is_reported_again_waits_until_all_is_decided(thread, ada, bo, mo):
    reply = add_reply(thread=thread, author=ada, body="And evenings.", now=NOON)
    report_post(reply, bo)
    decide_all()
    report_post(reply, mo)

    gone(ada)

    assert settle_decided(now=OVER) == 0
    reply.refresh_from_db()
    assert reply.body == "And evenings."
    decide_all()
    assert settle_decided(now=OVER) == 1
    reply.refresh_from_db()
    assert reply.body == "—"
