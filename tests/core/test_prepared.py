"""A question that is written once answers as one that is written each time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import DateTimeField, OuterRef, Subquery, UUIDField

from community.accounts.models import User
from community.core.prepared import Prepared, Slot
from community.forum.models import Post, Thread
from community.groups.models import Membership
from tests.factories import NOON, make_user
from tests.forum.factories import make_replies, make_thread

by_name = Prepared(lambda: User.objects.filter(username=Slot("name")))


def test_each_request_brings_its_own_values(ada, bo):
    assert by_name(name="Ada") == [ada]
    assert by_name(name="Bo") == [bo]
    assert by_name(name="Ada' OR 1=1 --") == []


def test_the_sql_is_written_once_for_each_shape(ada, bo):
    shapes = []

    def members(turned_round):
        shapes.append(turned_round)
        return User.objects.filter(pk__gt=Slot("after")).order_by("-pk" if turned_round else "pk")

    ask = Prepared(members)

    assert [ask(turned, after=0) for turned in (False, True, False)] == [[ada, bo], [bo, ada], [ada, bo]]
    assert ask(False, after=ada.pk) == [bo]
    assert shapes == [False, True]


def test_rows_come_with_what_the_query_says(group, ada, django_assert_num_queries):
    thread = make_thread(group=group, author=ada)
    role = Membership.objects.filter(member=Slot("member"), group=OuterRef("board__group"))
    ask = Prepared(
        lambda: (
            Thread.objects.filter(pk=Slot("thread"))
            .select_related("board__group")
            .annotate(role=Subquery(role.values("role")))
        )
    )

    with django_assert_num_queries(1):
        (found,) = ask(thread=thread.pk, member=ada.pk)

        assert found.board.group == group
        assert found.role == "member"
        assert found.created_at == thread.created_at


def test_tuples_and_slices_are_answered_too(group, ada):
    thread = make_thread(group=group, author=ada)
    make_replies(thread, ada, 3)
    ask = Prepared(lambda: Post.objects.filter(thread=Slot("thread")).order_by("-number").values_list("number")[:2])

    assert ask(thread=thread.pk) == [(4,), (3,)]


def test_a_moment_and_a_uuid_are_made_ready_by_their_field(group, ada):
    thread, form = make_thread(group=group, author=ada), uuid4()
    Post.objects.filter(thread=thread).update(submit_id=form, created_at=NOON)
    since, sent_as = Slot("since", DateTimeField()), Slot("form", UUIDField())
    ask = Prepared(
        lambda: Post.objects.filter(created_at__gt=since, submit_id=sent_as).values_list("number", flat=True)
    )

    assert ask(since=NOON - timedelta(microseconds=1), form=form) == [1]
    assert ask(since=NOON, form=form) == []
    assert ask(since=NOON - timedelta(days=1), form=uuid4()) == []


def test_a_number_that_no_key_can_be_finds_nothing(ada):
    ask = Prepared(lambda: User.objects.filter(pk=Slot("pk")))

    assert ask(pk=2**63) == []
    assert ask(pk=2**63 - 1) == []


def test_a_value_that_was_forgotten_is_an_error(db):
    with pytest.raises(KeyError, match="name"):
        by_name(word="Ada")


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_in_transactions_only():
    ask = Prepared(lambda: User.objects.select_for_update().filter(pk__gt=Slot("after")))

    with transaction.atomic():
        assert ask(after=0) == []
    with pytest.raises(transaction.TransactionManagementError):
        ask(after=0)


@pytest.mark.django_db(transaction=True)
def test_threads_ask_on_their_own_connections():
    make_user("Ada")

    def ask(_turn):
        try:
            return id(connection.connection), [member.username for member in by_name(name="Ada")]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(ask, range(8)))

    assert [names for _connection, names in answers] == [["Ada"]] * 8
