"""The one write that spans apps here: a newcomer settles in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from community.accounts.actions import accept_guidelines, choose_time_zone
from community.accounts.models import User
from community.groups.actions import join_group
from community.groups.models import SupportGroup


@transaction.atomic
def welcome_member(member: User, *, groups: Iterable[SupportGroup], time_zone: str, now: datetime) -> None:
    accept_guidelines(member, now=now)
    choose_time_zone(member, time_zone=time_zone)
    for group in groups:
        join_group(group=group, member=member, now=now)
