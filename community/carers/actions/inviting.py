"""A member asks somebody to help, and that person answers. Both say yes, or nothing begins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.holding import held_now
from community.accounts.models import Block, User
from community.accounts.permissions import can_write
from community.carers.actions.telling import HELPER, tell
from community.carers.models import Arrangement, Scope
from community.carers.permissions import can_accept
from community.carers.querysets import ArrangementQuerySet
from community.carers.tokens import hash_of, new_token
from community.core.phrases import filled
from community.groups.models import SupportGroup
from community.notifications.actions import mark_read_about

MOST = 5  # helpers of one member, invitations included
OPEN_FOR = timedelta(days=3)
REST = timedelta(days=7)  # after a no, before the same person is asked again


@dataclass(frozen=True)
class Wishes:
    """What the member wants of a helper, as they ticked it."""

    scopes: Collection[Scope]
    days: int
    shows_name: bool = False
    groups: Collection[SupportGroup] = ()  # none: wherever both may be


@transaction.atomic
def invite(*, member: User, helper: User, wishes: Wishes, now: datetime) -> Arrangement:
    """By name. Whoever blocked the member hears nothing of it, and the member nothing of that."""
    _must_be_free(member, now=now)
    if member.pk == helper.pk:
        raise PermissionDenied(_("This is you. Enter the name of the person who helps you."))
    if Block.objects.by_name().filter(blocker=member, blocked=helper).exists():
        raise PermissionDenied(_("You blocked this person. Take the block back first, if you want their help."))
    between = Arrangement.objects.filter(member=member, helper=helper)
    _settle_what_is_over(between, now=now)
    if between.filter(ended_at=None).exists():
        raise PermissionDenied(_("This person helps you already, or has not answered yet."))
    if between.filter(ended_by=Arrangement.Ending.DECLINED, ended_at__gt=now - REST).exists():
        raise PermissionDenied(_("This person said no not long ago. You can ask again after a week."))
    made = _arranged(member, wishes, helper=helper, now=now)
    if Arrangement.objects.filter(pk=made.pk).unblocked().exists():
        text = filled(gettext_lazy("%(name)s asks you to be their helper here"), name=member)
        tell(helper, text, about=made, actor=member, now=now)
    return made


@transaction.atomic
def invite_by_link(*, member: User, wishes: Wishes, now: datetime) -> tuple[Arrangement, str]:
    """And the token of the link, which nobody can tell ever again."""
    _must_be_free(member, now=now)
    token = new_token()
    return _arranged(member, wishes, token_hash=hash_of(token), now=now), token


def _must_be_free(member: User, *, now: datetime) -> None:
    member = held_now(member)  # two clicks at once are counted one after the other
    if not can_write(member, now=now):
        raise PermissionDenied(member.silence_in_words or _("You cannot invite a helper now."))
    if Arrangement.objects.of(member).live(now).count() >= MOST:
        raise PermissionDenied(_("Five helpers are the most. End one first, or take an invitation back."))


def _settle_what_is_over(between: ArrangementQuerySet, *, now: datetime) -> None:
    """What only the clock has ended makes room for something new."""
    between.filter(accepted_at=None, ended_at=None, open_until__lte=now).delete()
    between.filter(ended_at=None, ends_at__lte=now).update(ended_at=now, ended_by=Arrangement.Ending.TIME)


def _arranged(
    member: User, wishes: Wishes, *, helper: User | None = None, token_hash: str = "", now: datetime
) -> Arrangement:
    made = Arrangement.objects.create(
        member=member,
        helper=helper,
        token_hash=token_hash,
        invited_at=now,
        open_until=now + OPEN_FOR,
        days=wishes.days,
        shows_name=wishes.shows_name,
        in_some_groups=bool(wishes.groups),
        **{scope.value: scope in wishes.scopes for scope in Scope},
    )
    made.groups.set(wishes.groups)
    return made


@transaction.atomic
def accept(arrangement: Arrangement, *, helper: User, may_be_named: bool, now: datetime) -> bool:
    """From now on they help; False when the invitation is no longer open to them."""
    helper = held_now(helper)  # before the arrangement, as everywhere
    waiting = Arrangement.objects.select_for_update(of=("self",), no_key=True).select_related("member")
    found = waiting.filter(Q(helper=helper) | Q(helper=None), pk=arrangement.pk).first()
    if found is None or not can_accept(helper, found, now=now):
        return False
    between = Arrangement.objects.filter(member=found.member_id, helper=helper).exclude(pk=found.pk)
    _settle_what_is_over(between, now=now)
    if between.filter(ended_at=None).exists():
        return False
    found.helper, found.token_hash, found.may_be_named = helper, "", may_be_named
    found.accepted_at, found.ends_at = now, now + timedelta(days=found.days)
    found.save(update_fields=["helper", "token_hash", "may_be_named", "accepted_at", "ends_at"])
    mark_read_about(helper, kind=HELPER, key=found.key, now=now)
    text = filled(gettext_lazy("%(name)s is your helper now. You can end it at any time."), name=helper)
    tell(found.member, text, about=found, actor=helper, now=now)
    return True


@transaction.atomic
def decline(arrangement: Arrangement, *, helper: User, now: datetime) -> bool:
    """By the one who was asked by name; a link that is not wanted is left alone."""
    no = {"ended_at": now, "ended_by": Arrangement.Ending.DECLINED}
    if not Arrangement.objects.open(now).filter(pk=arrangement.pk, helper=helper).update(**no):
        return False
    mark_read_about(helper, kind=HELPER, key=arrangement.key, now=now)
    text = filled(gettext_lazy("%(name)s said no to being your helper"), name=helper)
    tell(arrangement.member, text, about=arrangement, actor=helper, now=now)
    return True
