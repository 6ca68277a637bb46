"""Whatever belongs to a private group is not there for a stranger, at every address of the forum."""

import pytest

from community.forum.models import Bookmark, Post, Reaction, Revision, ThreadRead
from tests.factories import join, make_group
from tests.forum.addresses import Place, address, names_with_ids, with_revision
from tests.forum.factories import make_board, make_thread

EVERYTHING = {"body": "Typed.", "title": "Typed", "kind": "1", "level": "3", "notes": "1", "number": "1", "reason": "x"}
OF_ROWS_INSIDE = ("/settings/form/", "/settings/reading/", "/pictures/")  # their keys are asked for with a real board


@pytest.fixture
def place(ada):
    group = make_group("quiet", privacy="private")
    join(group, ada)
    thread = make_thread(group=group, author=ada)
    return Place(group=group, board=make_board(group), thread=thread, post=with_revision(thread.posts.get()))


def statuses(client, target):
    return client.get(target).status_code, client.post(target, EVERYTHING).status_code


def test_stranger_finds_nothing_of_a_private_group(client, place, eve):
    client.force_login(eve)

    answers = {name: statuses(client, address(name, place)) for name in names_with_ids()}

    assert len(answers) > 20
    # 405: only looked at, or only sent to, whether it exists or not
    assert {name: found for name, found in answers.items() if 404 not in found or set(found) - {404, 405}} == {}
    assert (Post.objects.count(), Revision.objects.count(), ThreadRead.objects.count()) == (1, 1, 1)
    assert not Reaction.objects.exists()
    assert not Bookmark.objects.exists()


def test_visitor_learns_no_more_than_of_what_never_was(client, place):
    """Asked to sign in, or told that it is not there: the same, whether it exists or not."""
    there = {name: address(name, place) for name in names_with_ids()}
    answers = {name: statuses(client, target) for name, target in there.items()}
    place.thread.pk, place.post.pk, place.board.slug, place.group.slug = 9999, 9999, "never-was", "never-was-either"

    for name, target in there.items():
        assert 200 not in answers[name], name
        if not any(part in target for part in OF_ROWS_INSIDE):
            assert statuses(client, address(name, place)) == answers[name], name
