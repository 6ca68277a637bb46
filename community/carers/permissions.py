"""When somebody may do something for a member. Asked anew of each request; nothing of it is remembered."""

from datetime import datetime

from community.accounts.models import Block, User
from community.accounts.permissions import can_write
from community.carers.models import Arrangement, Scope
from community.groups.models import SupportGroup

IN_GROUPS = {Scope.DRAFT, Scope.POST, Scope.ALIAS}


def are_apart(one: User, other: User) -> bool:
    """One of them blocked the other by name."""
    return Block.objects.by_name().filter(blocker__in=[one, other], blocked__in=[one, other]).exists()


def can_accept(helper: User, arrangement: Arrangement, *, now: datetime) -> bool:
    """The one who was asked, or whoever has the link; both free to write, and neither blocked by the other."""
    member = arrangement.member
    asked = arrangement.helper_id in (None, helper.pk) and helper.pk != member.pk
    both = can_write(helper, now=now) and can_write(member, now=now)
    return asked and both and arrangement.is_open_at(now) and not are_apart(helper, member)


def both_can_write(arrangement: Arrangement, *, now: datetime) -> bool:
    """What stops either of them from writing stops this too."""
    helper = arrangement.helper
    return helper is not None and can_write(arrangement.member, now=now) and can_write(helper, now=now)


def can_help(arrangement: Arrangement, scope: Scope, *, group: SupportGroup | None = None, now: datetime) -> bool:
    """May the helper do this for the member now? What the member themself may not do, the act that writes refuses."""
    member, helper = arrangement.member, arrangement.helper
    if helper is None or not arrangement.is_in_force_at(now) or not getattr(arrangement, scope.value):
        return False
    if not both_can_write(arrangement, now=now) or are_apart(member, helper):
        return False
    limited = arrangement.in_some_groups and scope in IN_GROUPS
    return not limited or (group is not None and arrangement.groups.filter(pk=group.pk).exists())
