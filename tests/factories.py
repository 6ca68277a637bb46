"""Rows of the lower apps, with sensible defaults."""

from datetime import UTC, datetime

from django.db.models import F

from community.accounts.models import User
from community.forum.permissions import NEW_POSTS
from community.groups.models import Membership, SupportGroup

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EARLIER = datetime(2026, 11, 1, 12, tzinfo=UTC)


def make_user(username, **fields):
    """Of long standing, with three posts that no test sees. A test that says when somebody joined says everything
    about how new they are: nothing of theirs stands yet, unless it says that too."""
    posts = 0 if "date_joined" in fields else NEW_POSTS
    since = {"guidelines_accepted_at": EARLIER, "date_joined": EARLIER, "accepted_posts": posts}
    defaults = {"email": f"{username.lower()}@members.example", **since}
    return User.objects.create_user(username, **{**defaults, **fields})


def make_group(slug="hemifacial-spasm", **fields):
    defaults = {"name": slug.replace("-", " ").capitalize(), "description": "A group.", "created_at": EARLIER}
    return SupportGroup.objects.create(slug=slug, **{**defaults, **fields})


def join(group, *members, role=Membership.Role.MEMBER):
    for member in members:
        Membership.objects.create(group=group, member=member, role=role, joined_at=EARLIER)
    SupportGroup.objects.filter(pk=group.pk).update(member_count=F("member_count") + len(members))
