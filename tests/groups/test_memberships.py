from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from community.accounts.models import User
from community.groups import actions
from community.groups.models import Departure, Membership, SupportGroup
from community.groups.permissions import can_moderate, is_member
from community.groups.tasks import forget_departures
from tests.factories import EARLIER, NOON, join, make_group, make_user
from tests.groups.factories import come_back, counted, leave, membership_of, role_of, set_role

TEN_MINUTES = timedelta(minutes=10)


def test_joining_twice_is_joining_once(group, eve):
    actions.join_group(group=group, member=eve, now=NOON)
    actions.join_group(group=group, member=eve, now=NOON)

    assert group.memberships.filter(member=eve).count() == 1
    assert counted(group) == (1, 1)


def test_private_groups_are_not_joined_by_a_click(listed, eve):
    with pytest.raises(PermissionDenied):
        actions.join_group(group=listed, member=eve, now=NOON)


def test_a_group_that_became_private_meanwhile_is_not_joined(group, eve):
    SupportGroup.objects.update(privacy="private")

    with pytest.raises(PermissionDenied):
        actions.join_group(group=group, member=eve, now=NOON)


def test_leaving_ends_the_membership_of_one_group_only(group, ada):
    other = make_group("other")
    join(other, ada)

    leave(group, ada)

    assert not is_member(ada, group)
    assert is_member(ada, other)
    assert counted(group) == (0, 0)
    assert counted(other) == (1, 1)


def test_leaving_twice_counts_once(group, ada, bo):
    leave(group, ada)
    leave(group, ada)

    assert counted(group) == (1, 1)


def test_leaving_is_undone_with_role_and_day_of_joining(quiet, gil, hana):
    leave(quiet, hana)
    assert role_of(quiet, hana) is None

    come_back(quiet, hana, now=NOON + TEN_MINUTES - timedelta(seconds=1))

    again = membership_of(quiet, hana)
    assert (again.role, again.joined_at) == ("host", EARLIER)
    assert counted(quiet) == (2, 2)
    assert not Departure.objects.exists()


def test_leaving_is_not_undone_after_ten_minutes(quiet, gil, hana):
    leave(quiet, hana)

    with pytest.raises(PermissionDenied):
        come_back(quiet, hana, now=NOON + TEN_MINUTES)
    assert role_of(quiet, hana) is None


def test_undoing_twice_is_undoing_once(quiet, hana):
    leave(quiet, hana)

    assert come_back(quiet, hana) == come_back(quiet, hana)
    assert counted(quiet) == (1, 1)


def test_who_never_was_in_a_group_cannot_come_back(quiet, ida, eve):
    leave(quiet, ida)

    with pytest.raises(PermissionDenied):
        come_back(quiet, eve)


def test_a_switched_off_account_does_not_come_back(quiet, ida):
    leave(quiet, ida)
    User.objects.filter(pk=ida.pk).update(is_active=False)

    with pytest.raises(PermissionDenied):
        come_back(quiet, ida)


def test_undo_gives_back_no_role_that_was_taken_away(group, ada, mo):
    """Left, came back, stepped down, was removed: the first leaving is used up."""
    membership_of(group, ada)
    set_role(group, ada, "moderator", mo)
    leave(group, ada)
    come_back(group, ada)
    set_role(group, ada, "member", mo)
    actions.remove_member(membership=membership_of(group, ada), moderator=mo, now=NOON)

    with pytest.raises(PermissionDenied):
        come_back(group, ada)


def test_joining_anew_uses_up_the_way_back(group, ada, mo):
    set_role(group, ada, "host", mo)
    leave(group, ada)
    actions.join_group(group=group, member=ada, now=NOON)

    assert role_of(group, ada) == "member"
    assert not Departure.objects.exists()


def test_leaving_without_a_moment_leaves_no_trace(group, ada):
    actions.leave_group(group=group, member=ada)

    assert not Departure.objects.exists()


def test_departures_are_forgotten_once_they_cannot_be_undone(group, ada, bo, at_noon):
    leave(group, ada, now=NOON - TEN_MINUTES)
    leave(group, bo, now=NOON - timedelta(minutes=9))

    assert forget_departures() == 1
    assert Departure.objects.get().member == bo


def test_the_last_moderator_of_a_private_group_is_told_why_they_cannot_leave(quiet, gil, ida):
    with pytest.raises(actions.LastModerator, match="only moderator"):
        leave(quiet, gil)
    assert role_of(quiet, gil) == "moderator"

    set_role(quiet, ida, "moderator", gil)
    leave(quiet, gil)

    assert counted(quiet) == (1, 1)


def test_a_moderator_who_cannot_sign_in_is_no_successor(quiet, gil):
    join(quiet, make_user("Gone", is_active=False), role=Membership.Role.MODERATOR)

    with pytest.raises(actions.LastModerator):
        leave(quiet, gil)


def test_the_last_moderator_of_an_open_group_may_leave(group, mo):
    leave(group, mo)

    assert not is_member(mo, group)


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


def test_a_switched_off_account_is_in_no_group(group, ada):
    ada.is_active = False

    assert not is_member(ada, group)


def test_the_count_is_never_negative(group):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportGroup.objects.update(member_count=-1)


def test_the_migration_counts_who_is_there(group, quiet, ada, bo):
    SupportGroup.objects.update(member_count=0)

    import_module("community.groups.migrations.0002_ways_in_and_out").count_members(apps, connection.schema_editor())

    assert counted(group) == (2, 2)
    assert counted(quiet) == (0, 0)
