import pytest
from django.contrib.auth.models import AnonymousUser

from community.groups.models import SupportGroup
from tests.factories import join, make_group, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    return {privacy: make_group(privacy, privacy=privacy) for privacy in ("public", "open", "private")}


def slugs(user):
    return set(SupportGroup.objects.visible_to(user).values_list("slug", flat=True))


def test_visitors_see_public_groups_only(groups):
    assert slugs(AnonymousUser()) == {"public"}


def test_members_see_open_groups_and_their_own_private_ones(groups):
    inside, outside = make_user("Inside"), make_user("Outside")
    join(groups["private"], inside)

    assert slugs(inside) == {"public", "open", "private"}
    assert slugs(outside) == {"public", "open"}


def test_moderators_see_every_group(groups):
    assert slugs(make_user("Mo", is_moderator=True)) == {"public", "open", "private"}


def test_lists_tell_which_groups_are_joined_and_how_large_they_are(groups):
    first, second = make_user("First"), make_user("Second")
    join(groups["open"], first, second)

    found = SupportGroup.objects.visible_to(first).with_joined(first).with_member_count().order_by("slug")

    assert [(group.slug, group.joined, group.member_count) for group in found] == [
        ("open", True, 2),
        ("public", False, 0),
    ]
