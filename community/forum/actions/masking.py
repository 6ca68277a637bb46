"""Blank a phrase and keep the rest: a telephone number, a dose, a detail of method.

A post that is masked keeps its own words aside (`masks`), and what it says is always made of them and of the phrases
that are blanked now: they can be taken back in any order, and an edit cannot bring a blanked phrase back.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.accounts.readers import said_to
from community.core.erasures import record_erasure, record_return
from community.forum.actions.editing import Words, locked_post, record_revision, rewrite
from community.forum.masks import blanked
from community.forum.models import Post, Revision, Thread
from community.groups.permissions import can_moderate


class NothingToMask(PermissionDenied):
    """The phrase does not stand in the post."""


@transaction.atomic
def mask_phrase(post: Post, *, phrase: str, moderator: User, now: datetime) -> None:
    """Blank it wherever it stands, whatever its capitals, and hide the versions that hold it. Who decides tells the
    author."""
    post = _in_hand(post, moderator)
    masks = post.masks or {"own": asdict(Words.of(post)), "phrases": [], "hidden": []}
    masks["phrases"].append(phrase)
    if blanked(Words.of(post), [phrase]) == Words.of(post):
        raise NothingToMask(_("This phrase does not stand in the post as it is now."))
    _write(post, masks, editor=moderator, reason=said_to(None, _("The team blanked a phrase")), now=now)
    holding = [one.number for one in post.revisions.shown() if _holds(one, [phrase])]
    post.revisions.filter(number__in=holding).update(hidden_at=now)
    masks["hidden"] += holding
    Post.objects.filter(pk=post.pk).update(masks=masks)
    record_erasure("forum.post.blanked", post.pk)


@transaction.atomic
def unmask_phrase(post: Post, *, phrase: str, moderator: User, now: datetime) -> None:
    """Show it again, and the versions that hold no phrase that is still blanked."""
    post = _in_hand(post, moderator)
    masks = post.masks
    if masks is None or phrase not in masks["phrases"]:
        return
    masks["phrases"].remove(phrase)
    _write(post, masks, editor=moderator, reason=said_to(None, _("The team took this back")), now=now)
    hidden = post.revisions.filter(number__in=masks["hidden"])
    free = [one.number for one in hidden if not _holds(one, masks["phrases"])]
    hidden.filter(number__in=free).update(hidden_at=None)
    masks["hidden"] = [number for number in masks["hidden"] if number not in free]
    Post.objects.filter(pk=post.pk).update(masks=masks if masks["phrases"] else None)
    record_return("forum.post.blanked", post.pk)


def _holds(revision: Revision, phrases: list[str]) -> bool:
    """In its text or its title, as the post itself is looked through."""
    words = Words(revision.body, revision.title)
    return blanked(words, phrases) != words


def _in_hand(post: Post, moderator: User) -> Post:
    post = locked_post(post)
    if not can_moderate(as_now(moderator), post.thread.board.group):
        raise PermissionDenied(_("Only moderators of this group blank a phrase."))
    return post


def _write(post: Post, masks: dict[str, Any], *, editor: User, reason: str, now: datetime) -> None:
    before, after = Words.of(post), blanked(Words(**masks["own"]), masks["phrases"])
    record_revision(post, before, after, editor=editor, reason=reason, now=now)
    rewrite(post, after)
    if after.title != before.title:
        Thread.objects.filter(pk=post.thread_id).update(title=after.title)
