import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from community.groups.models import Membership, SupportGroup
from tests.factories import NOON, join, make_group, make_user
from tests.groups.factories import invite

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    return {privacy: make_group(privacy, privacy=privacy) for privacy in ("public", "open", "private")}


def slugs(user):
    return set(SupportGroup.objects.visible_to(user).values_list("slug", flat=True))


def presented(user):
    return set(SupportGroup.objects.presented_to(user).values_list("slug", flat=True))


def test_visitors_see_public_groups_only(groups):
    assert slugs(AnonymousUser()) == presented(AnonymousUser()) == {"public"}


def test_members_see_open_groups_and_their_own_private_ones(groups):
    inside, outside = make_user("Inside"), make_user("Outside")
    join(groups["private"], inside)

    assert slugs(inside) == {"public", "open", "private"}
    assert slugs(outside) == presented(outside) == {"public", "open"}


def test_moderators_see_every_group(groups):
    mo = make_user("Mo", is_moderator=True)

    assert slugs(mo) == presented(mo) == {"public", "open", "private"}


def test_a_switched_off_account_sees_what_a_visitor_sees(groups):
    member = make_user("Gone", is_active=False)
    moderator = make_user("Mo", is_active=False, is_moderator=True)
    join(groups["private"], member)

    assert slugs(member) == slugs(moderator) == {"public"}


def test_a_listed_group_is_presented_to_members_only(groups):
    SupportGroup.objects.filter(privacy="private").update(listed_at=NOON)
    outside = make_user("Outside")

    assert presented(outside) == {"public", "open", "private"}
    assert slugs(outside) == {"public", "open"}
    assert presented(AnonymousUser()) == presented(make_user("Gone", is_active=False)) == {"public"}


def test_an_invitation_presents_a_group_to_one(groups):
    mo, guest, other = make_user("Mo", is_moderator=True), make_user("Guest"), make_user("Other")
    invite(groups["private"], guest, mo)

    assert presented(guest) == {"public", "open", "private"}
    assert presented(other) == {"public", "open"}


def test_only_private_groups_can_be_listed(groups):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportGroup.objects.filter(privacy="open").update(listed_at=NOON)


def test_lists_tell_what_one_is_in_each_group_and_how_large_it_is(groups):
    first, second = make_user("First"), make_user("Second")
    join(groups["open"], first, role=Membership.Role.HOST)
    join(groups["open"], second)

    found = SupportGroup.objects.visible_to(first).with_role(first).order_by("slug")

    assert [(group.slug, group.role, group.member_count) for group in found] == [
        ("open", "host", 2),
        ("public", None, 0),
    ]


def test_the_team_comes_first_and_moderators_before_hosts(groups):
    for name, role in [("Plain", "member"), ("Hana", "host"), ("Gil", "moderator"), ("Late", "host")]:
        join(groups["open"], make_user(name), role=role)
    everybody = Membership.objects.filter(group=groups["open"]).for_list()

    assert [one.member.username for one in everybody.team()] == ["Gil", "Hana", "Late"]
    assert [one.member.username for one in everybody.ordinary()] == ["Plain"]
