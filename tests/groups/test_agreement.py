"""What the filters say of all groups, the object checks say of each: for everybody, in every state."""

from collections import namedtuple
from contextlib import suppress

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.accounts.models import NO_END
from community.groups import actions
from community.groups.models import Invitation, JoinRequest, Membership, SupportGroup
from community.groups.permissions import (
    can_be_shown,
    can_invite,
    can_join,
    can_moderate,
    can_see,
    can_see_members,
    invites,
    is_member,
    role_in,
    sees,
)
from tests.factories import EARLIER, NOON, join, make_group, make_user

pytestmark = pytest.mark.django_db

FRESH_WORLD = settings(
    database=None, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

Person = namedtuple("Person", "signed_in is_active is_moderator is_editor is_staff is_superuser silenced_until")
Place = namedtuple("Place", "privacy listed role invitation request left")

MOSTLY, RARELY = st.sampled_from([True, True, True, False]), st.sampled_from([False, False, False, True])
PEOPLE = st.builds(
    Person,
    signed_in=MOSTLY,
    is_active=MOSTLY,
    is_moderator=RARELY,
    is_editor=RARELY,
    is_staff=RARELY,
    is_superuser=RARELY,
    silenced_until=st.sampled_from([None, None, None, NO_END]),
)
PLACES = st.builds(
    Place,
    privacy=st.sampled_from(["public", "open", "private", "private", "private"]),
    listed=st.booleans(),
    role=st.sampled_from([None, None, None, *Membership.Role.values]),
    invitation=st.sampled_from([None, None, "", *Invitation.Answer.values]),
    request=st.sampled_from([None, None, "", *JoinRequest.Answer.values]),
    left=RARELY,
)
WORLDS = st.lists(PLACES, min_size=2, max_size=5)


def build_person(drawn):
    if not drawn.signed_in:
        return AnonymousUser()
    flags = {name: value for name, value in drawn._asdict().items() if name != "signed_in"}
    return make_user("Drawn", **flags)


def build_place(drawn, number, user, host):
    listed_at = NOON if drawn.listed and drawn.privacy == "private" else None
    group = make_group(f"place-{number}", privacy=drawn.privacy, listed_at=listed_at)
    join(group, host, role=Membership.Role.MODERATOR)
    if user.pk:
        relate(drawn, group, user, host)
    return group


def relate(drawn, group, user, host):
    """Everything that can lie between a member and a group, in states that the actions would never leave too."""
    if drawn.role:
        join(group, user, role=drawn.role)
    if drawn.invitation is not None:
        answered = {"answer": drawn.invitation, "answered_at": NOON if drawn.invitation else None}
        group.invitations.create(member=user, invited_by=host, created_at=EARLIER, **answered)
    if drawn.request is not None:
        answered = {"answered_at": NOON, "answered_by": host} if drawn.request else {}
        group.join_requests.create(member=user, created_at=EARLIER, answer=drawn.request, **answered)
    if drawn.left:
        group.departures.create(member=user, role="moderator", joined_at=EARLIER, left_at=NOON)


def compare(user, group):
    """One group: each filter beside its check."""
    groups = SupportGroup.objects.filter(pk=group.pk)
    members = Membership.objects.visible_to(user).filter(group=group)
    role = groups.with_role(user).get().role
    joinable = user.is_active and groups.joinable().exists()

    assert groups.visible_to(user).exists() == can_see(user, group) == sees(user, role, group)
    assert groups.presented_to(user).exists() == can_be_shown(user, group)
    assert groups.moderated_by(user).exists() == can_moderate(user, group)
    assert members.exists() == can_see_members(user, group)
    assert role == role_in(user, group)
    assert joinable == can_join(user, group)
    assert not is_member(user, group) or groups.joined_by(user).exists()
    assert not can_see(user, group) or can_be_shown(user, group)


def compare_ways_in(user, group, host):
    """Requests and invitations of somebody else are there for whoever answers and invites."""
    stranger = make_user(f"Stranger{group.pk}")
    asked = group.join_requests.create(member=stranger, created_at=EARLIER)
    invited = group.invitations.create(member=stranger, invited_by=host, created_at=EARLIER)

    assert JoinRequest.objects.visible_to(user).filter(pk=asked.pk).exists() == can_moderate(user, group)
    assert Invitation.objects.visible_to(user).filter(pk=invited.pk).exists() == invites(user, role_in(user, group))
    assert can_invite(user, group) == (invites(user, role_in(user, group)) and not getattr(user, "is_silenced", False))


@FRESH_WORLD
@given(person=PEOPLE, places=WORLDS)
def test_filters_and_checks_agree(person, places):
    with transaction.atomic():
        user, host = build_person(person), make_user("Host")
        for number, place in enumerate(places):
            group = build_place(place, number, user, host)
            compare(user, group)
            compare_ways_in(user, group, host)
        transaction.set_rollback(True)


@FRESH_WORLD
@given(person=PEOPLE, places=WORLDS)
def test_an_account_that_is_switched_off_is_a_visitor(person, places):
    with transaction.atomic():
        user, host = build_person(person._replace(signed_in=True, is_active=False)), make_user("Host")
        for number, place in enumerate(places):
            build_place(place, number, user, host)
        nobody = AnonymousUser()
        assert set(SupportGroup.objects.visible_to(user)) == set(SupportGroup.objects.visible_to(nobody))
        assert set(SupportGroup.objects.presented_to(user)) == set(SupportGroup.objects.presented_to(nobody))
        transaction.set_rollback(True)


ACTS = {
    "join": lambda group, member, mo: actions.join_group(group=group, member=member, now=NOON),
    "leave": lambda group, member, mo: actions.leave_group(group=group, member=member, now=NOON),
    "undo": lambda group, member, mo: actions.undo_leaving(group=group, member=member, now=NOON),
    "ask": lambda group, member, mo: actions.ask_to_join(group=group, member=member, now=NOON),
    "let in": lambda group, member, mo: answer_open_request(group, member, mo, "accepted"),
    "decline": lambda group, member, mo: answer_open_request(group, member, mo, "declined"),
    "invite": lambda group, member, mo: actions.invite(group=group, member=member, inviter=mo, now=NOON),
    "accept": lambda group, member, mo: answer_open_invitation(group, member, "accepted"),
    "refuse": lambda group, member, mo: answer_open_invitation(group, member, "declined"),
    "remove": lambda group, member, mo: remove(group, member, mo),
    "promote": lambda group, member, mo: promote(group, member, mo),
}


def answer_open_request(group, member, mo, given_answer):
    for asked in group.join_requests.open().filter(member=member):
        actions.answer_request(join_request=asked, moderator=mo, answer=given_answer, now=NOON)


def answer_open_invitation(group, member, given_answer):
    for invitation in group.invitations.open().filter(member=member):
        actions.answer_invitation(invitation=invitation, member=member, answer=given_answer, now=NOON)


def remove(group, member, mo):
    for membership in group.memberships.filter(member=member):
        actions.remove_member(membership=membership, moderator=mo, now=NOON)


def promote(group, member, mo):
    for membership in group.memberships.filter(member=member):
        actions.set_role(membership=membership, role="moderator", moderator=mo, now=NOON)


@settings(FRESH_WORLD, max_examples=40)
@given(
    privacy=st.sampled_from(["open", "private"]),
    steps=st.lists(st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 1)), min_size=10, max_size=30),
)
def test_groups_count_their_members_right_whatever_happens(privacy, steps):
    with transaction.atomic():
        group = make_group(privacy=privacy, listed_at=NOON if privacy == "private" else None)
        people = [make_user(f"Person{number}", email="") for number in range(2)]
        join(group, people[0])
        mo = make_user("Mo", is_moderator=True, email="")
        for act, number in steps:
            with suppress(PermissionDenied), transaction.atomic():
                ACTS[act](group, people[number], mo)
            group.refresh_from_db()
            assert group.member_count == group.memberships.count()
            assert not group.departures.filter(member__in=group.memberships.values("member")).exists()
            assert not group.invitations.open().filter(member__in=group.memberships.values("member")).exists()
        transaction.set_rollback(True)
