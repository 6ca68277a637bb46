"""What must happen before somebody can leave: others would stand before a closed door."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.models import Meeting
from community.groups.models import Membership, SupportGroup
from community.moderation.models import Case, Shift


def open_duties(member: User, *, now: datetime) -> list[str]:
    """Sentences; none: nothing is in the way."""
    return [*_of_the_site(member), *_of_groups(member), *_of_the_team(member, now=now), *_of_meetings(member, now=now)]


def _of_the_site(member: User) -> Iterator[str]:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=member.pk)
    if member.is_superuser and not others.exists():
        yield _("You are the only one who runs this site. Make somebody else a superuser first.")


def _of_groups(member: User) -> Iterator[str]:
    """A private group lets nobody in without a moderator. One that nobody else is in goes on to the site's team."""
    role, private = Membership.Role.MODERATOR, SupportGroup.Privacy.PRIVATE
    for own in Membership.objects.filter(member=member, role=role, group__privacy=private).select_related("group"):
        others = own.group.memberships.filter(member__is_active=True).exclude(pk=own.pk)
        if others.exists() and not others.filter(role=role).exists():
            yield _("You are the only moderator of “%(group)s”. Make another member a moderator first.") % {
                "group": own.group
            }


def _of_the_team(member: User, *, now: datetime) -> Iterator[str]:
    if Shift.objects.filter(member=member, ends_at__gt=now).exists():
        yield _("You are on the rota. Hand your shifts over, or take them out, first.")
    if any(case.held_by(now) == member for case in Case.objects.filter(assignee=member, decided_at=None)):
        yield _("You have taken on a case that is not decided. Decide it or give it back first.")


def _of_meetings(member: User, *, now: datetime) -> Iterator[str]:
    ahead = Meeting.objects.filter(plan__host=member, starts_at__gt=now, cancelled_at=None)
    if ahead.exists():
        yield _("You are the host of a meeting to come. Hand it over or cancel it first.")
