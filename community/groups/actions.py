"""Joining and leaving."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.models import User
from community.groups.models import Membership, SupportGroup
from community.groups.permissions import can_join


@transaction.atomic
def join_group(*, group: SupportGroup, member: User, now: datetime) -> Membership:
    """Become a member; joining twice changes nothing."""
    if not can_join(member, group):
        raise PermissionDenied("This group is joined by invitation.")
    return Membership.objects.get_or_create(group=group, member=member, defaults={"joined_at": now})[0]


@transaction.atomic
def leave_group(*, group: SupportGroup, member: User) -> None:
    Membership.objects.filter(group=group, member=member).delete()
