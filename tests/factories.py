"""Rows of the lower apps, with sensible defaults."""

from datetime import UTC, datetime

from django.db.models import F

from community.accounts.consents import AGREEMENTS, Consent, edition
from community.accounts.models import User
from community.forum.permissions import NEW_POSTS
from community.groups.models import Membership, SupportGroup

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EARLIER = datetime(2026, 11, 1, 12, tzinfo=UTC)


def agreed(at):
    """Columns of an account that said yes to everything then."""
    return {"guidelines_accepted_at": at, "health_consent_at": at, "agreements_answered": edition()}


AGREED = agreed(EARLIER)


def make_user(username, **fields):
    """Of long standing, with three posts that no test sees. A test that says when somebody joined says everything
    about how new they are: nothing of theirs stands yet, unless it says that too. They said yes to the guidelines and
    to how health is used here; who did not accept the guidelines was never asked for either."""
    posts = 0 if "date_joined" in fields else NEW_POSTS
    yes = {} if "guidelines_accepted_at" in fields and not fields["guidelines_accepted_at"] else AGREED
    since = {**yes, "date_joined": EARLIER, "accepted_posts": posts}
    defaults = {"email": f"{username.lower()}@members.example", **since}
    member = User.objects.create_user(username, **{**defaults, **fields})
    Consent.objects.bulk_create(
        Consent(member=member, subject=subject, version=agreement.version, given_at=EARLIER)
        for subject, agreement in AGREEMENTS.items()
        if getattr(member, agreement.column)
    )
    return member


def make_group(slug="hemifacial-spasm", **fields):
    defaults = {"name": slug.replace("-", " ").capitalize(), "description": "A group.", "created_at": EARLIER}
    return SupportGroup.objects.create(slug=slug, **{**defaults, **fields})


def join(group, *members, role=Membership.Role.MEMBER):
    for member in members:
        Membership.objects.create(group=group, member=member, role=role, joined_at=EARLIER)
    SupportGroup.objects.filter(pk=group.pk).update(member_count=F("member_count") + len(members))


def make_moderator(group, name="Gil"):
    """Of this group, and of no other place."""
    moderator = make_user(name)
    join(group, moderator, role=Membership.Role.MODERATOR)
    return moderator
