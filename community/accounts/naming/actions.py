"""Take a name, change it, give it up."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.accounts.naming.free import is_held, own_looks
from community.accounts.naming.lookalikes import skeleton
from community.accounts.naming.models import FormerName, HeldName
from community.accounts.naming.querysets import marks_of
from community.core.realtime import group_of_member, poke

MOST_CHANGES = 2
CHANGES_IN = timedelta(days=180)


class NameTaken(Exception):
    """Somebody has it, or one that looks like it; perhaps since a moment ago."""


@contextmanager
def taking(name: str, *, own: Collection[str] = (), now: datetime) -> Iterator[None]:
    """Around the write that takes a name; the database keeps two people from having it. Whether it is held is asked
    behind the write: whoever gave it up in this moment has written that down by then. `own` looks may be held."""
    look = skeleton(name)
    try:
        with transaction.atomic():
            yield
            if look not in own and is_held(look, now=now):
                raise NameTaken
    except IntegrityError as clash:
        if not User.objects.filter(Q(name_skeleton=look) | Q(username__iexact=name)).exists():
            raise
        raise NameTaken from clash


@transaction.atomic
def change_name(member: User, *, name: str, now: datetime) -> FormerName | None:
    """None where it is the same one already. The old one is held, and nothing that others see leads from it here."""
    member = held_now(member)
    if name == member.username:
        return None
    if refusal := why_no_change(member, now=now):
        raise PermissionDenied(refusal)
    own, old = own_looks(member), member.username
    with taking(name, own=own, now=now):
        member.username = name
        member.save(update_fields=["username", "name_skeleton"])
    HeldName.objects.like([skeleton(name)]).delete()  # where it was an own one
    if skeleton(old) != skeleton(name):
        hold_name(old, now=now)
    poke(group_of_member(member.pk), {})
    return FormerName.objects.create(member=member, name=old, given_up_at=now)


def hold_name(name: str, *, now: datetime) -> None:
    """In the transaction that gives it up: a change of name, or leaving."""
    if look := skeleton(name):
        HeldName.objects.update_or_create(mark=marks_of(look)[0], defaults={"held_at": now})


def next_change_at(member: User, *, now: datetime) -> datetime | None:
    """None: now."""
    changes = member.former_names.since(now - CHANGES_IN).values_list("given_up_at", flat=True)
    counted = list(changes[:MOST_CHANGES])
    return counted[-1] + CHANGES_IN if len(counted) == MOST_CHANGES else None


def why_no_change(member: User, *, now: datetime) -> str:
    """Empty for whoever may."""
    when = next_change_at(member, now=now)
    if when is None:
        return ""
    words = _("You have changed your name twice in half a year. You can change it again on %(when)s.")
    return words % {"when": date_format(localtime(when, member.zone), "j F Y")}
