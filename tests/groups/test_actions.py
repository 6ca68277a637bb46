import pytest
from django.core.exceptions import PermissionDenied

from community.groups import actions
from community.groups.models import Membership
from community.groups.permissions import can_moderate, is_member
from tests.factories import NOON, join, make_group, make_user


def test_joining_twice_is_joining_once(group, eve):
    actions.join_group(group=group, member=eve, now=NOON)
    actions.join_group(group=group, member=eve, now=NOON)

    assert group.memberships.filter(member=eve).count() == 1


def test_private_groups_are_joined_by_invitation(db, eve):
    with pytest.raises(PermissionDenied):
        actions.join_group(group=make_group("quiet", privacy="private"), member=eve, now=NOON)


def test_leaving_ends_the_membership_of_one_group_only(group, ada):
    other = make_group("other")
    join(other, ada)

    actions.leave_group(group=group, member=ada)

    assert not is_member(ada, group)
    assert is_member(ada, other)


def test_group_moderators_moderate_their_group_only(group, ada):
    other = make_group("other")
    join(other, ada, role=Membership.Role.MODERATOR)

    assert can_moderate(ada, other)
    assert not can_moderate(ada, group)


def test_site_moderators_moderate_everywhere_while_active(group):
    mo = make_user("Mole", is_moderator=True)
    assert can_moderate(mo, group)

    mo.is_active = False
    assert not can_moderate(mo, group)
