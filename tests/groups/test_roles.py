import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from community.groups import actions
from community.groups.models import Membership
from community.notifications.models import Delivery
from tests.factories import NOON, join, make_group, make_moderator
from tests.groups.factories import counted, leave, membership_of, remove, role_of, set_role, told


def role_address(group, member):
    return reverse("groups:role", args=[group.slug, membership_of(group, member).pk])


def remove_address(group, member):
    return reverse("groups:remove", args=[group.slug, membership_of(group, member).pk])


@pytest.mark.parametrize("role", Membership.Role.values)
@pytest.mark.parametrize("who", ["gil", "mo"])
def test_moderators_give_every_role(quiet, ida, request, who, role):
    set_role(quiet, ida, role, request.getfixturevalue(who))

    assert role_of(quiet, ida) == role


@pytest.mark.parametrize("who", ["hana", "ida", "eve"])
def test_hosts_members_and_strangers_give_none(quiet, ida, request, who):
    with pytest.raises(PermissionDenied):
        set_role(quiet, ida, "host", request.getfixturevalue(who))


def test_a_role_that_does_not_exist_is_refused(quiet, gil, ida):
    with pytest.raises(PermissionDenied):
        set_role(quiet, ida, "owner", gil)


def test_moderators_of_other_groups_give_none(quiet, ida, ada):
    join(make_group("other"), ada, role=Membership.Role.MODERATOR)

    with pytest.raises(PermissionDenied):
        set_role(quiet, ida, "host", ada)


def test_equals_do_not_demote_or_remove_each_other(quiet, gil, mo):
    other = make_moderator(quiet, "Lou")

    with pytest.raises(PermissionDenied):
        set_role(quiet, other, "member", gil)
    with pytest.raises(PermissionDenied):
        remove(quiet, other, gil)

    set_role(quiet, other, "member", mo)
    remove(quiet, other, mo)
    assert role_of(quiet, other) is None


def test_group_moderators_do_not_touch_moderators_of_the_site(group, ada, mo):
    set_role(group, mo, "member", mo)
    set_role(group, ada, "moderator", mo)

    with pytest.raises(PermissionDenied):
        remove(group, mo, ada)
    with pytest.raises(PermissionDenied):
        set_role(group, mo, "host", ada)


def test_a_moderator_steps_down_unless_a_private_group_would_have_none(quiet, gil, ida):
    with pytest.raises(actions.LastModerator):
        set_role(quiet, gil, "member", gil)

    set_role(quiet, ida, "moderator", gil)
    set_role(quiet, gil, "member", gil)

    assert (role_of(quiet, gil), role_of(quiet, ida)) == ("member", "moderator")


def test_a_new_role_is_told_and_the_same_again_is_not(quiet, gil, ida):
    set_role(quiet, ida, "host", gil)
    set_role(quiet, ida, "host", gil)

    assert told(ida) == ["You have a new role in a group."]
    assert told(gil) == []


def test_the_role_of_somebody_who_left_meanwhile_is_not_set(quiet, gil, ida):
    membership = membership_of(quiet, ida)
    leave(quiet, ida)

    assert actions.set_role(membership=membership, role="host", moderator=gil, now=NOON) is False
    assert actions.remove_member(membership=membership, moderator=gil, now=NOON) is False
    assert told(ida) == []


def test_removed_members_are_counted_out_and_told_without_names(quiet, gil, ida):
    remove(quiet, ida, gil)

    assert counted(quiet) == (1, 1)
    assert told(ida) == ["A moderator took you out of a group."]
    mail = Delivery.objects.get(to_address=ida.email)
    assert quiet.slug not in mail.text + mail.html + mail.subject


def test_nobody_removes_themselves(quiet, gil):
    with pytest.raises(PermissionDenied):
        remove(quiet, gil, gil)


def test_roles_are_set_on_the_page(as_member, quiet, gil, ida):
    response = as_member(gil).post(role_address(quiet, ida), {"role": "host"}, follow=True)

    assert response.redirect_chain == [("/groups/quiet/members/", 302)]
    assert "Ida has the role “Host” now." in response.content.decode()
    assert role_of(quiet, ida) == "host"


def test_stepping_down_as_the_last_one_says_why_not(as_member, quiet, gil):
    page = as_member(gil).post(role_address(quiet, gil), {"role": "member"}, follow=True).content.decode()

    assert "You are the only moderator of this private group." in page


@pytest.mark.parametrize("fields", [{}, {"role": ""}, {"role": "owner"}])
def test_nonsense_for_a_role_is_a_bad_request(as_member, quiet, gil, ida, fields):
    assert as_member(gil).post(role_address(quiet, ida), fields).status_code == 400


def test_hosts_may_not_grant_on_the_page_either(as_member, quiet, hana, ida):
    assert as_member(hana).post(role_address(quiet, ida), {"role": "moderator"}).status_code == 403
    assert as_member(hana).post(remove_address(quiet, ida)).status_code == 403
    assert as_member(hana).get(remove_address(quiet, ida)).status_code == 403
    assert role_of(quiet, ida) == "member"


def test_removing_asks_once_more(as_member, quiet, gil, ida):
    page = as_member(gil).get(remove_address(quiet, ida)).content.decode()
    assert "Remove Ida from Quiet corner?" in page
    assert role_of(quiet, ida) == "member"

    response = as_member(gil).post(remove_address(quiet, ida), follow=True)

    assert "Ida is no longer in this group." in response.content.decode()
    assert role_of(quiet, ida) is None


@pytest.mark.parametrize("act", ["role", "remove"])
def test_a_member_of_another_group_cannot_be_named_here(as_member, quiet, gil, group, ada, act):
    elsewhere = membership_of(group, ada)
    address = reverse(f"groups:{act}", args=[quiet.slug, elsewhere.pk])

    assert as_member(gil).post(address, {"role": "host"}).status_code == 404
    assert as_member(gil).get(reverse("groups:remove", args=[quiet.slug, elsewhere.pk])).status_code == 404
    assert role_of(group, ada) == "member"


@pytest.mark.parametrize("act", ["role", "remove"])
def test_members_of_a_private_group_do_not_exist_for_strangers(as_member, quiet, ida, eve, act):
    address = reverse(f"groups:{act}", args=[quiet.slug, membership_of(quiet, ida).pk])

    assert as_member(eve).post(address, {"role": "host"}).status_code == 404
