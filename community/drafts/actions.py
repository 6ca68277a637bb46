"""Every write to drafts. A save holds the draft's row, so two devices are one after the other."""

import re
import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.actions import hold_agreed
from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.erasures import record_erasure, record_return
from community.core.kept import LONGEST
from community.core.prepared import Prepared, Slot
from community.drafts.models import KEY, LONGEST_KEY, Draft, Fields, OtherVersion
from community.drafts.permissions import can_change
from community.drafts.querysets import DraftQuerySet

LONG = 200  # characters that are worth keeping when most of them vanish at once


class TooLong(ValueError):
    """More than is kept of what a page holds."""


class StaleDraft(Exception):
    """Another device saved meanwhile. `draft` is what stands, `other` the number under which the new text is kept."""

    def __init__(self, draft: Draft, other: int) -> None:
        super().__init__(f"{draft} has moved on.")
        self.draft, self.other = draft, other


def save_draft(
    *, owner: User, key: str, fields: Fields, version: int, now: datetime, other: int | None = None
) -> Draft:
    """Keep what was typed from `version` on (0: from nothing). Raises StaleDraft, with both texts kept, and NotAgreed.

    `other` is a page's answer to an earlier StaleDraft: refused again, its text is kept there once more instead of a
    second time; taken, the text it replaces is kept there. The same text again is no change.
    """
    if not re.fullmatch(KEY, key) or len(key) > LONGEST_KEY:
        raise ValueError("No key of a draft.")
    if size_of(fields) > LONGEST:
        raise TooLong
    draft, refused_as = _store(owner=owner, key=key, fields=fields, version=version, other=other, now=now)
    if refused_as is not None:  # raised out here: raised within, it would take the kept text back
        raise StaleDraft(draft, refused_as)
    return draft


@transaction.atomic
def _store(
    *, owner: User, key: str, fields: Fields, version: int, other: int | None, now: datetime
) -> tuple[Draft, int | None]:
    """The draft as it stands now, and the number of the other version if the text became one."""
    hold_agreed(owner, now=now)
    draft, _began = _held().get_or_create(owner=owner, key=key, defaults=_beginning(fields, now))
    if draft.fields == fields:
        return draft, None
    if draft.version != version:
        return draft, _keep_beside(draft, fields, other=other, at=now)
    if other is not None or _loses_much(draft.fields, fields):
        _keep_beside(draft, draft.fields, other=other, at=draft.saved_at)
    draft.fields, draft.version, draft.saved_at = fields, version + 1, now
    draft.save(update_fields=["fields", "version", "saved_at"])
    return draft, None


def _held() -> DraftQuerySet:
    return Draft.objects.live().select_for_update(no_key=True)


def _beginning(fields: Fields, now: datetime) -> dict[str, object]:
    """Versions begin anywhere: a page that still knows an earlier draft of the same key must not fit by chance."""
    return {"fields": fields, "version": 1 + secrets.randbelow(10**9), "saved_at": now}


def _keep_beside(draft: Draft, fields: Fields, *, other: int | None, at: datetime) -> int:
    if other is not None and draft.other_versions.filter(pk=other).update(fields=fields, created_at=at):
        return other
    return draft.other_versions.create(fields=fields, created_at=at).pk


def _loses_much(before: Fields, after: Fields) -> bool:
    """Everything selected and one key hit: the long text stays beside the short one."""
    return size_of(before) >= LONG and size_of(after) * 4 < size_of(before)


def size_of(fields: Fields) -> int:
    """Characters, names included."""
    return sum(len(name) + sum(map(len, [text] if isinstance(text, str) else text)) for name, text in fields.items())


@transaction.atomic(savepoint=False)
def discard_draft(*, owner: User, key: str) -> None:
    """What was written is sent: its draft and other versions are erased. Call it in the transaction that sends."""
    for draft in SENT(owner=owner.pk, key=key):
        draft.delete()


SENT = Prepared(lambda: Draft.objects.live().select_for_update().filter(owner=Slot("owner"), key=Slot("key")))


@transaction.atomic
def delete_draft(draft: Draft, *, member: User, now: datetime) -> bool:
    """Out of the way at once, erased at night; False when it was deleted or sent before."""
    _must_own(member, draft)
    deleted = bool(Draft.objects.live().filter(pk=draft.pk).update(discarded_at=now))
    if deleted:
        record_erasure("drafts.draft", draft.pk)
    return deleted


@transaction.atomic
def erase_drafts(owner: User) -> int:
    """All at once and for good; how many."""
    keys = list(Draft.objects.filter(owner=owner).values_list("pk", flat=True))
    Draft.objects.filter(pk__in=keys).delete()
    record_erasure("drafts.draft", *keys)
    return len(keys)


def delete_again(keys: list[str], *, now: datetime) -> int:
    """After a restore."""
    return Draft.objects.live().filter(pk__in=keys).update(discarded_at=now)


@transaction.atomic
def put_back(draft: Draft, *, member: User, now: datetime) -> bool:
    """Undo a deletion; False when its ten minutes are over. If a new text was begun meanwhile, both are kept."""
    _must_own(member, draft)
    held_now(member)  # consent taken back meanwhile erased it
    deleted = Draft.objects.just_deleted(now).select_for_update().filter(pk=draft.pk).first()
    if deleted is None:
        return False
    same = {"fields": deleted.fields, "version": deleted.version, "saved_at": deleted.saved_at}
    live, is_back = _held().get_or_create(owner=member, key=deleted.key, defaults=same)
    OtherVersion.objects.filter(draft=deleted).update(draft=live)
    if not is_back:
        _keep_beside(live, deleted.fields, other=None, at=deleted.saved_at)
    deleted.delete()
    record_return("drafts.draft", draft.pk)
    return True


def _must_own(member: User, draft: Draft) -> None:
    if not can_change(member, draft):
        raise PermissionDenied("A draft belongs to the one who wrote it.")


@transaction.atomic
def forget_old_drafts(*, now: datetime) -> int:
    """Erase what the drafts page says is erased; how many drafts. Held, so that none is saved in the same moment."""
    old = list(Draft.objects.forgettable(now).select_for_update(of=("self",)).values_list("pk", flat=True))
    OtherVersion.objects.forgettable(now).delete()
    return Draft.objects.filter(pk__in=old).delete()[1].get("drafts.Draft", 0)
