"""Which names can be had."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from community.accounts.models import User
from community.accounts.naming.lookalikes import skeleton
from community.accounts.naming.models import HeldName
from community.accounts.naming.querysets import marks_of


def looks_taken(looks: Collection[str]) -> set[str]:
    """Those that a member has, or that are held. Two queries."""
    held = set(HeldName.objects.in_force(timezone.now()).like(looks).values_list("mark", flat=True))
    used = set(User.objects.filter(name_skeleton__in=looks).values_list("name_skeleton", flat=True))
    return used | {look for look in looks if held & set(marks_of(look))}


def is_free(name: str, *, member: User | None = None) -> bool:
    """For this member, who may go back to a name of their own; or for somebody new."""
    look = skeleton(name)
    if member is None:
        return not looks_taken([look])
    others = User.objects.filter(name_skeleton=look).exclude(pk=member.pk)
    return not others.exists() and (look in own_looks(member) or not is_held(look, now=timezone.now()))


def is_held(look: str, *, now: datetime) -> bool:
    return HeldName.objects.in_force(now).like([look]).exists()


def own_looks(member: User) -> set[str]:
    return {skeleton(name) for name in [member.username, *member.former_names.values_list("name", flat=True)]}
