"""Every write of profiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from community.accounts.holding import held_now
from community.accounts.models import User
from community.accounts.permissions import can_write
from community.core.erasures import record_erasure, record_return
from community.profiles.models import Detail
from community.words.actions import record
from community.words.known import judge
from community.words.models import Hit


@dataclass(frozen=True)
class Said:
    words: str
    shown_to: str = Detail.ShownTo.NOBODY


@transaction.atomic
def save_details(owner: User, *, said: Mapping[str, Said], now: datetime) -> None:
    """All that the owner says at once; what is empty goes. Whoever may not write can still take out and hide."""
    owner = held_now(owner)  # two devices, one after the other
    before = {detail.kind: detail for detail in owner.details.all()}
    words = {kind: detail.words for kind, detail in before.items()}
    for kind, new in said.items():
        old = before.get(kind)
        if new.words and new.words != (old.words if old else "") and not can_write(owner, now=now):
            raise PermissionDenied(_("You cannot write here now. You can take words out, and hide them."))
        _save(owner, kind, old, new, now=now)
    _call_for_help(owner, said, words, now=now)


def _call_for_help(owner: User, said: Mapping[str, Said], before: Mapping[str, str], *, now: datetime) -> None:
    """Whoever may see the piece: that there are new words of distress is told to the team, never which."""
    verdict = judge(*(new.words for new in said.values()))
    if verdict.crisis and (new := verdict.beyond(judge(*before.values()))).crisis:
        record(new, kind=Hit.Kind.PROFILE, object_pk=owner.pk, now=now)


def _save(owner: User, kind: str, old: Detail | None, new: Said, *, now: datetime) -> None:
    """What the team hid keeps its row, or emptying it would bring it back."""
    if old is None:
        if new.words:
            owner.details.create(kind=kind, words=new.words, shown_to=new.shown_to, changed_at=now)
    elif not new.words and old.hidden_at is None:
        record_erasure("profiles.detail", old.pk)
        old.delete()
    elif (old.words, old.shown_to) != (new.words, new.shown_to):
        _note("profiles.detail.emptied", old.pk, was=not old.words, is_now=not new.words)
        _note("profiles.detail.withdrawn", old.pk, was=_is_withdrawn(old), is_now=_is_withdrawn(new))
        old.words, old.shown_to, old.changed_at = new.words, new.shown_to, now
        old.save(update_fields=["words", "shown_to", "changed_at"])


def _note(kind: str, key: int, *, was: bool, is_now: bool) -> None:
    """For a restore, which brings back what was there before."""
    if was != is_now:
        (record_erasure if is_now else record_return)(kind, key)


def _is_withdrawn(said: Said | Detail) -> bool:
    return said.shown_to == Detail.ShownTo.NOBODY


def hide_details(owner: User, *, now: datetime) -> list[int]:
    """What others can read of the profile now; says which, so that the same can be shown again."""
    shown = owner.details.filter(hidden_at=None, shown_to=Detail.ShownTo.MEMBERS)
    keys = list(shown.values_list("pk", flat=True))
    owner.details.filter(pk__in=keys).update(hidden_at=now)
    record_erasure("profiles.detail.hidden", *keys)
    return keys


def show_details(owner: User, *, keys: list[int]) -> None:
    """What its owner emptied meanwhile has nothing to show, and goes."""
    emptied = owner.details.filter(pk__in=keys, words="")
    record_erasure("profiles.detail", *emptied.values_list("pk", flat=True))
    record_return("profiles.detail.hidden", *keys)
    emptied.delete()
    owner.details.filter(pk__in=keys).update(hidden_at=None)


def delete_again(keys: list[str], *, now: datetime) -> int:
    """After a restore, as the next three."""
    return Detail.objects.filter(pk__in=keys).delete()[0]


def empty_again(keys: list[str], *, now: datetime) -> int:
    """It stays hidden, whichever of the two is done again first."""
    full = Detail.objects.filter(pk__in=keys).exclude(words="")
    return full.update(words="", hidden_at=Coalesce("hidden_at", Value(now)))


def hide_again(keys: list[str], *, now: datetime) -> int:
    return Detail.objects.filter(pk__in=keys, hidden_at=None).update(hidden_at=now)


def withdraw_again(keys: list[str], *, now: datetime) -> int:
    shown = Detail.objects.filter(pk__in=keys, shown_to=Detail.ShownTo.MEMBERS)
    return shown.update(shown_to=Detail.ShownTo.NOBODY)
