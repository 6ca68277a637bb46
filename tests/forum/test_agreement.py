"""What a person may see is said twice, of one thing and of all: both agree, whoever asks and whatever has happened."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.accounts.models import User
from community.forum.models import Board, Post, Thread
from community.forum.permissions import can_read_post, can_see_board, can_see_post, can_see_thread, wants
from community.forum.reader import thread_as_seen_by
from community.groups.models import Membership, SupportGroup
from tests.factories import EARLIER, NOON

people = st.fixed_dictionaries(
    {
        "signed_in": st.sampled_from([True, True, True, False]),
        "is_active": st.sampled_from([True, True, True, False]),
        "is_moderator": st.booleans(),
        "role": st.sampled_from([None, *Membership.Role.values]),
        "notes_left_out": st.integers(0, 127),
    }
)
threads = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["published", "held", "merged"]),
        "content_notes": st.sampled_from([0, 0, 1, 2, 66]),
        "own": st.booleans(),
        "locked_at": st.sampled_from([None, NOON]),
        "hidden_at": st.sampled_from([None, NOON]),
        "removed_at": st.sampled_from([None, NOON]),
    }
)
posts = st.fixed_dictionaries(
    {
        "held": st.booleans(),
        "own": st.booleans(),
        "content_notes": st.sampled_from([0, 0, 1, 4, 127]),
        "hidden_at": st.sampled_from([None, NOON]),
        "removed_at": st.sampled_from([None, NOON]),
    }
)


def person(drawn, group):
    if not drawn["signed_in"]:
        return AnonymousUser()
    fields = {name: drawn[name] for name in ("is_active", "is_moderator", "notes_left_out")}
    user = User.objects.create(username="Reader", email="reader@members.example", **fields)
    if drawn["role"]:
        Membership.objects.create(group=group, member=user, role=drawn["role"], joined_at=EARLIER)
    return user


def thread_like(drawn, board, author):
    merged = drawn["state"] == "merged"
    target = board.threads.create(author=author, title="T", post_count=1, created_at=NOON, last_post_at=NOON)
    moments = {name: drawn[name] for name in ("locked_at", "hidden_at", "removed_at", "content_notes")}
    return board.threads.create(
        author=author,
        title="T",
        post_count=int(drawn["state"] == "published"),
        merged_into=target if merged else None,
        created_at=NOON,
        last_post_at=NOON,
        **moments,
    )


def post_like(drawn, thread, author):
    placed = {"held_until": NOON} if drawn["held"] else {"number": 1, "published_at": NOON}
    fields = {name: drawn[name] for name in ("hidden_at", "removed_at", "content_notes")}
    return thread.posts.create(author=author, body="B", body_html="B", created_at=NOON, **placed, **fields)


def agree(user, board, thread, post):
    """Both ways of saying it, side by side."""
    boards, threads, posts = (model.objects.visible_to(user) for model in (Board, Thread, Post))
    assert boards.contains(board) == can_see_board(user, board)
    assert threads.contains(thread) == can_see_thread(user, thread)
    assert posts.contains(post) == can_see_post(user, post)
    assert posts.shown().contains(post) == can_read_post(user, post)
    assert Thread.objects.wanted_by(user).contains(thread) == wants(user, thread)
    assert Post.objects.wanted_by(user).contains(post) == wants(user, post)
    leads_on = can_see_board(user, board) and thread.merged_into_id is not None
    assert (thread_as_seen_by(user, thread.pk) is not None) == (can_see_thread(user, thread) or leads_on)


@pytest.mark.django_db
@given(privacy=st.sampled_from(SupportGroup.Privacy.values), reader=people, thread=threads, post=posts)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_object_checks_and_filters_agree(privacy, reader, thread, post):
    with transaction.atomic():
        group = SupportGroup.objects.create(slug="g", name="G", privacy=privacy)
        board = group.boards.create(slug="b", name="B")
        stranger = User.objects.create(username="Writer", email="writer@members.example")
        user = person(reader, group)
        writer = {True: user if user.is_authenticated else stranger, False: stranger}
        row = thread_like(thread, board, writer[thread["own"]])
        agree(user, board, row, post_like(post, row, writer[post["own"]]))
        transaction.set_rollback(True)
