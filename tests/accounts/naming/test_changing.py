"""Another name: not too often, and never one that is somebody's."""

from datetime import timedelta

import pytest

from community.accounts.models import FormerName, HeldName, User
from community.accounts.naming.actions import CHANGES_IN, NameTaken, change_name
from community.accounts.naming.free import is_free
from community.accounts.naming.querysets import HELD_FOR
from community.core.realtime import group_of_member
from community.privacy.retention import lines_of
from tests.concurrency import at_once
from tests.factories import NOON, make_user

PAGE = "/settings/name/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON)


def test_what_listens_for_the_member_looks_again(ada, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        change_name(ada, name="Adele", now=NOON)

    assert group_of_member(ada.pk) in [call.args[0] for call in waiting]


def test_the_old_name_is_held_for_a_year_but_not_for_its_owner(ada):
    change_name(ada, name="Wren", now=NOON)

    assert not is_free("Ada")
    assert is_free("Ada", member=ada)
    change_name(ada, name="Ada", now=NOON)
    assert User.objects.get(pk=ada.pk).username == "Ada"
    assert not is_free("Wren")
    assert HeldName.objects.count() == 1


def test_another_way_of_writing_the_same_name_holds_nothing(ada):
    change_name(ada, name="A.da", now=NOON)

    assert not HeldName.objects.exists()
    assert ada.former_names.get().name == "Ada"


def test_whoever_lost_an_old_name_to_somebody_after_its_time_is_told_that_it_is_taken(ada):
    change_name(ada, name="Wren", now=NOON - HELD_FOR - DAY)
    make_user("Adamant", email="x@members.example")
    make_user("A_da", email="y@members.example")

    assert not is_free("Ada", member=ada)
    with pytest.raises(NameTaken):
        change_name(ada, name="Ada", now=NOON)


def test_the_time_is_the_one_that_the_privacy_page_tells():
    for model, column in ((HeldName, "mark"), (FormerName, "name")):
        assert lines_of(model)[column].period.length == HELD_FOR
    assert CHANGES_IN < HELD_FOR


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_change_it_once_too_often_for_nobody(ada):
    change_name(ada, name="Adele", now=NOON - DAY)

    results = at_once(*(lambda name=name: change_name(ada, name=name, now=NOON) for name in ("Adelia", "Adina")))

    assert sorted(type(result).__name__ for result in results) == ["FormerName", "PermissionDenied"]
    assert FormerName.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_members_do_not_get_one_name_in_the_same_moment(ada, bo):
    results = at_once(
        lambda: change_name(ada, name="Kestrel", now=NOON), lambda: change_name(bo, name="Kes_trel", now=NOON)
    )

    assert sorted(type(result).__name__ for result in results) == ["FormerName", "NameTaken"]
    assert FormerName.objects.count() == 1
