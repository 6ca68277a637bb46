"""Blocking a member by name: rows, pages, and the way back."""

import re

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from community.accounts import actions
from community.accounts.models import Block, User
from tests.concurrency import at_once
from tests.factories import NOON, make_user

BLOCK = "/members/Bo/block/"


def words_of(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def names_blocked_by(member):
    return User.objects.get(pk=member.pk).names_blocked


def test_block_by_name_is_one_row_however_often(ada, bo):
    rows = [actions.block(bo, blocker=ada, now=NOON) for _ in range(2)]

    assert rows[0] == rows[1] == Block.objects.get()
    assert ada.blocks_people
    assert ada.names_blocked == names_blocked_by(ada) == {bo.pk}


def test_block_under_another_name_is_a_row_of_its_own_and_no_name(ada, bo):
    actions.block(bo, blocker=ada, now=NOON)
    actions.block(bo, blocker=ada, by_name=False, now=NOON)
    actions.block(bo, blocker=ada, by_name=False, now=NOON)

    assert Block.objects.against(bo).count() == 3
    assert Block.objects.by_name().count() == 1


def test_only_another_name_blocked_is_no_name_blocked(ada, bo):
    actions.block(bo, blocker=ada, by_name=False, now=NOON)

    assert names_blocked_by(ada) == frozenset()


def test_nobody_blocks_themselves(ada):
    with pytest.raises(PermissionDenied):
        actions.block(ada, blocker=ada, now=NOON)
    with pytest.raises(IntegrityError):
        Block.objects.create(blocker=ada, blocked=ada, by_name=True, created_at=NOON)


def test_database_keeps_one_block_for_each_name(ada, bo):
    actions.block(bo, blocker=ada, now=NOON)

    with pytest.raises(IntegrityError):
        Block.objects.create(blocker=ada, blocked=bo, by_name=True, created_at=NOON)


def test_undo_of_the_last_block_says_that_nobody_is_blocked(ada, bo, eve):
    first, second = (actions.block(member, blocker=ada, now=NOON) for member in (bo, eve))

    actions.unblock(first, blocker=ada)
    assert User.objects.get(pk=ada.pk).blocks_people
    assert ada.names_blocked == {eve.pk}

    actions.unblock(second, blocker=ada)
    assert not User.objects.get(pk=ada.pk).blocks_people
    assert ada.names_blocked == frozenset()


def test_block_of_somebody_else_is_not_undone(ada, bo, eve):
    row = actions.block(bo, blocker=ada, now=NOON)

    actions.unblock(row, blocker=eve)

    assert names_blocked_by(ada) == {bo.pk}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_block_once(ada, bo):
    results = at_once(*[lambda: actions.block(bo, blocker=User.objects.get(pk=ada.pk), now=NOON)] * 4)

    assert {row.pk for row in results} == {Block.objects.get().pk}


def test_whoever_blocks_nobody_costs_no_query(ada, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ada.names_blocked == frozenset()


def test_one_sees_only_what_one_blocked_oneself(ada, bo, eve):
    row = actions.block(bo, blocker=ada, now=NOON)

    assert [list(Block.objects.visible_to(member)) for member in (ada, bo, eve)] == [[row], [], []]
    assert Block not in admin.site._registry
    assert str(row) == f"Block {row.pk}"


def test_page_says_what_happens_and_the_button_does_it(client, ada, bo):
    client.force_login(ada)
    page = client.get(BLOCK).content.decode()
    assert "Bo is not told." in page
    assert not Block.objects.exists()

    response = client.post(BLOCK, follow=True)

    assert response.redirect_chain == [(bo.get_absolute_url(), 302)]
    page = response.content.decode()
    assert page.count("You blocked Bo.") == 2  # said once, and then standing there
    assert "/messages/new/" not in page
    assert "/settings/blocked/" in page


def test_page_of_the_blocker_looks_to_the_blocked_as_before(client, ada, bo):
    client.force_login(bo)
    before = words_of(client.get(ada.get_absolute_url()))

    actions.block(bo, blocker=ada, now=NOON)

    assert words_of(client.get(ada.get_absolute_url())) == before


def test_oneself_there_is_nothing_to_block(client, ada):
    client.force_login(ada)

    for ask in (client.get, client.post):
        page = ask("/members/ada/block/", follow=True).content.decode()
        assert "This is you. There is nothing to block." in page
    assert not Block.objects.exists()


@pytest.mark.parametrize("name", ["Nobody", "Gone"])
def test_nobody_cannot_be_blocked(client, ada, name):
    make_user("Gone", is_active=False)
    client.force_login(ada)

    assert client.get(f"/members/{name}/block/").status_code == 404
    assert client.post(f"/members/{name}/block/").status_code == 404
    assert not Block.objects.exists()


def test_visitor_is_asked_to_sign_in_first(client, bo):
    assert client.get(BLOCK).url.startswith("/accounts/login/")
    assert client.post(BLOCK).url.startswith("/accounts/login/")
    assert not Block.objects.exists()


def test_member_page_offers_it_for_others_alone(client, ada, bo, mo):
    client.force_login(ada)

    assert BLOCK in client.get("/members/Bo/").content.decode()
    assert "/members/Mo/block/" in client.get("/members/Mo/").content.decode()  # moderators, too, as persons
    assert "/block/" not in client.get("/members/Ada/").content.decode()
