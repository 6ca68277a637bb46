"""Several people, or one with two clicks, in the same moment, each with a connection of their own."""

import pytest

from community.groups import actions
from community.groups.models import Departure, Invitation, JoinRequest, Membership
from tests.concurrency import at_once
from tests.factories import NOON, join, make_group, make_user
from tests.groups.factories import answer, ask, counted, invite, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def group():
    return make_group("quiet", privacy="private", listed_at=NOON)


@pytest.fixture
def moderators(group):
    people = [make_user(name) for name in ("Gil", "Lou")]
    join(group, *people, role=Membership.Role.MODERATOR)
    return people


def test_two_moderators_give_one_answer(group, moderators):
    asked = ask(group, make_user("Eve"))
    gil, lou = moderators

    results = at_once(lambda: answer(asked, gil, "accepted"), lambda: answer(asked, lou, "declined"))

    assert sorted(results) == [False, True]
    assert len(told(asked.member)) == 1
    accepted = JoinRequest.objects.get().answer == "accepted"
    assert counted(group) == ((3, 3) if accepted else (2, 2))


def test_accepting_twice_is_one_membership(group, moderators):
    eve = make_user("Eve")
    invitation = invite(group, eve, moderators[0])

    def accept():
        return actions.answer_invitation(invitation=Invitation.objects.get(), member=eve, answer="accepted", now=NOON)

    assert sorted(at_once(accept, accept)) == [False, True]
    assert counted(group) == (3, 3)
    assert invitation.group_id == group.pk


def test_joining_by_every_way_at_once_is_one_membership(moderators, group):
    place, eve = make_group("open"), make_user("Eve")
    invite(place, eve, make_user("Mo", is_moderator=True))

    def accept():
        return actions.answer_invitation(invitation=Invitation.objects.get(), member=eve, answer="accepted", now=NOON)

    def click():
        return actions.join_group(group=place, member=eve, now=NOON).pk

    results = at_once(click, accept, click)

    assert not [result for result in results if isinstance(result, Exception)]
    assert counted(place) == (1, 1)


def test_many_join_and_leave_at_once_and_are_counted_right():
    place = make_group("open")
    leaving, coming = [make_user(f"Old{n}") for n in range(3)], [make_user(f"New{n}") for n in range(3)]
    join(place, *leaving)

    at_once(
        *(lambda member=member: actions.leave_group(group=place, member=member, now=NOON) for member in leaving),
        *(lambda member=member: actions.join_group(group=place, member=member, now=NOON) for member in coming),
    )

    assert counted(place) == (3, 3)


def test_asking_twice_at_once_is_one_request(group, moderators):
    eve = make_user("Eve")

    results = at_once(lambda: ask(group, eve).pk, lambda: ask(group, eve).pk)

    assert results[0] == results[1] == JoinRequest.objects.get().pk
    assert len(told(moderators[0])) == 1


def test_inviting_twice_at_once_is_one_invitation(group, moderators):
    eve = make_user("Eve")

    results = at_once(*(lambda by=moderator: invite(group, eve, by).pk for moderator in moderators))

    assert results[0] == results[1] == Invitation.objects.get().pk
    assert len(told(eve)) == 1


def test_the_last_two_moderators_do_not_leave_in_the_same_moment(group, moderators):
    results = at_once(
        *(lambda member=member: actions.leave_group(group=group, member=member, now=NOON) for member in moderators)
    )

    assert {type(result) for result in results} == {type(None), actions.LastModerator}
    assert counted(group) == (1, 1)


def test_undoing_twice_at_once_is_one_membership(group, moderators):
    gil = moderators[0]
    actions.leave_group(group=group, member=gil, now=NOON)

    def undo():
        return actions.undo_leaving(group=group, member=gil, now=NOON).role

    assert at_once(undo, undo) == ["moderator", "moderator"]
    assert counted(group) == (2, 2)
    assert not Departure.objects.exists()
