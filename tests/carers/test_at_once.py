"""The end and a text in the same moment, each with a connection of their own. This is what "within 60 seconds" comes
to: nothing is written after the end, not for one second."""

import pytest
from django.core.exceptions import PermissionDenied

from community.carers import actions
from community.carers.models import Act, Arrangement, Scope
from community.forum.models import Post
from tests.carers.factories import LATER, ask, help_of, helping, reply_for
from tests.concurrency import at_once, while_held
from tests.factories import join, make_group, make_user
from tests.forum.factories import make_thread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    group = make_group()
    wren, dee = make_user("Wren"), make_user("Dee")
    join(group, wren, dee)
    return wren, dee, make_thread(group=group, author=wren)


def test_end_waits_for_what_is_being_written_and_nothing_comes_after_it(people):
    wren, dee, thread = people
    found = help_of(dee, wren)

    with while_held(
        lambda: actions.hold(helping(found), group=thread.board.group, now=LATER),
        lambda: actions.end(found, by=wren, now=LATER),
    ):
        assert Arrangement.objects.get().ended_at is None

    assert Arrangement.objects.get().ended_at == LATER
    with pytest.raises(PermissionDenied):
        reply_for(found, thread)


def test_either_it_was_written_before_the_end_or_not_at_all(people):
    wren, dee, thread = people
    found = help_of(dee, wren)

    ended, written = at_once(
        lambda: actions.end(found, by=wren, now=LATER), lambda: reply_for(found, thread, "In the same moment.")
    )

    assert ended is True
    was_written = Post.objects.filter(body="In the same moment.").exists()
    assert was_written == isinstance(written, Post)
    assert was_written != isinstance(written, PermissionDenied)
    assert Act.objects.exists() == was_written


def test_two_who_have_the_link_do_not_both_get_in(people):
    wren, _dee, _thread = people
    made, _token = actions.invite_by_link(member=wren, wishes=actions.Wishes([Scope.POST], 7), now=LATER)
    guests = [make_user(name) for name in ("Ann", "Ben")]

    results = at_once(
        *(lambda guest=guest: actions.accept(made, helper=guest, may_be_named=False, now=LATER) for guest in guests)
    )

    assert sorted(results) == [False, True]


def test_asking_twice_at_once_is_one_invitation(people):
    wren, dee, _thread = people

    results = at_once(lambda: ask(wren, dee), lambda: ask(wren, dee))

    assert sorted(isinstance(result, PermissionDenied) for result in results) == [False, True]
    assert Arrangement.objects.count() == 1
