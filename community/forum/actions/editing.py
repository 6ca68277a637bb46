"""Change what a post says. What it said before stays to be read, unless that revision is hidden."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now, held_now
from community.accounts.models import User
from community.carers.actions import record_act
from community.carers.helping import Helping
from community.carers.models import Act, Arrangement
from community.core.erasures import record_erasure, record_return
from community.core.text import RENDERER
from community.drafts.actions import discard_draft
from community.forum.actions.announcing import announce_edit
from community.forum.actions.rendering import rendered_post
from community.forum.actions.writing import locked
from community.forum.answers import Answers
from community.forum.helped import held_for_change
from community.forum.masks import blanked
from community.forum.models import LONGEST_TITLE, Post, Revision, Thread, ThreadEvent
from community.forum.permissions import (
    HOLD_LINKS,
    HOLD_WORDS,
    brings_early_links,
    can_edit,
    can_hide_revision,
    can_show_revision,
)
from community.forum.quotes import readable
from community.groups.permissions import can_moderate
from community.notifications.actions import notify
from community.notifications.models import Notification
from community.words.actions import record
from community.words.known import judge
from community.words.masking import masked_line
from community.words.matching import Verdict
from community.words.models import Hit


@dataclass(frozen=True)
class Words:
    """What an edit changes. A post that does not open its thread has no title; one that answers a board's form has
    `answers`, and its body is made of them."""

    body: str
    title: str = ""
    answers: Answers | None = None

    @classmethod
    def of(cls, post: Post) -> "Words":
        return cls(post.body, post.thread.title if post.opens_thread else "", post.answers)

    @classmethod
    def readable(cls, post: Post) -> "Words":
        """As its editor begins with them: without quotes of what was taken back meanwhile."""
        words, marks = cls.of(post), post.taken_back
        answers = [[label, value if label else readable(value, marks)] for label, value in words.answers or []]
        return replace(words, body=readable(words.body, marks), answers=answers or words.answers)


class StaleEdit(Exception):
    """Somebody edited the post since this editor began. Nothing was changed; `post` is how it stands now."""

    def __init__(self, post: Post) -> None:
        super().__init__(f"Post {post.pk} has moved on.")
        self.post = post


class EarlyLinks(PermissionDenied):
    """In a new post they would be held for a day. What stands cannot be held: they have to wait, or be a new post."""


class WordsWait(PermissionDenied):
    """In a new post they would wait until the team has looked. What stands cannot wait; the message says why."""


@transaction.atomic
def edit_post(
    post: Post,
    *,
    editor: User,
    words: Words,
    reason: str = "",
    version: int,
    helping: Helping | None = None,
    now: datetime,
) -> bool:
    """False when the words are the same. `version`: the post's `edit_count` when the editor began. `helping`: somebody
    types for the `editor`, who is its author."""
    post, editor = locked_post(post), held_now(editor)
    discard_draft(owner=helping.helper if helping else editor, key=draft_key(post))
    held = held_for_change(helping, post, now=now) if helping else None
    if not can_edit(editor, post, now=now):
        raise PermissionDenied("You cannot edit this post now.")
    before = Words.of(post)
    said = replace(words, title=(words.title or before.title) if before.title else "")
    after = _as_allowed(post, replace(said, title=masked_line(said.title, longest=LONGEST_TITLE)))
    if after == before:
        return False
    if post.edit_count != version:
        raise StaleEdit(post)
    _mind_the_form(post, before, after, editor=editor, reason=reason)
    verdict = judge(said.title, after.body)
    if not verdict.crisis:
        _mind_links(post, editor=editor, helping=helping, body=after.body, now=now)
    _mind_words(post, before, verdict, editor=editor, now=now)
    if post.number is not None:  # nobody has read what is held
        record_revision(post, before, after, editor=editor, reason=reason, now=now)
    rewrite(post, after)
    if after.title != before.title:
        _retitle(post, after.title, editor=editor, now=now)
    _tell(post, editor=editor, held=held, now=now)
    return True


def _mind_the_form(post: Post, before: Words, after: Words, *, editor: User, reason: str) -> None:
    if bool(before.answers) != bool(after.answers):
        raise ValueError("Answers to a board's form are changed by that form.")
    if editor.pk != post.author_id and not reason:
        raise ValueError("The team says why it edits a post.")


def _as_allowed(post: Post, words: Words) -> Words:
    """A phrase that the team has blanked stays blank; the words are kept aside as they were typed."""
    if post.masks is None:
        return words
    post.masks["own"] = asdict(words)
    return blanked(words, post.masks["phrases"])


def draft_key(post: Post) -> str:
    return f"edit:{post.pk}"


def locked_post(post: Post) -> Post:
    """The post as it is now, kept from other writers until commit. Its thread first, as everywhere."""
    locked(post.thread)
    rows = Post.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("author", "alias", "thread__board__group").get(pk=post.pk)


def _mind_links(post: Post, *, editor: User, helping: Helping | None, body: str, now: datetime) -> None:
    writers = [editor, helping.helper] if helping else [editor]
    early = any(brings_early_links(one, before=post.body, body=body) for one in writers)
    if editor.pk != post.author_id or not early:
        return
    if post.number is not None:
        raise EarlyLinks(_("Links in the first posts of a new member wait for a day."))
    post.held_until = max(post.held_until or now, now + HOLD_LINKS)


def _mind_words(post: Post, before: Words, verdict: Verdict, *, editor: User, now: datetime) -> None:
    """Rules that the post did not meet before. What the team writes is its own to answer for."""
    post.names_medicine = verdict.names_medicine
    if editor.pk != post.author_id or not verdict.rules:
        return
    verdict = verdict.beyond(judge(before.title, before.body))
    if verdict.held_by and not can_moderate(editor, post.thread.board.group):
        if post.number is not None:
            raise WordsWait(" ".join(rule.reason for rule in verdict.held_by))
        post.held_until = max(post.held_until or now, now + HOLD_WORDS)
    if verdict.crisis and post.number is None:  # whatever it waited for, a call for help waits for nothing
        post.held_until = now
    record(verdict, kind=Hit.Kind.POST, object_pk=post.pk, now=now)


def record_revision(post: Post, before: Words, after: Words, *, editor: User, reason: str, now: datetime) -> None:
    last = post.revisions.aggregate(last=Max("number"))["last"]
    if last is None:
        last, first_at = 0, post.published_at or post.created_at
        post.revisions.create(number=0, editor=post.author, title=before.title, body=before.body, created_at=first_at)
    post.revisions.create(
        number=last + 1, editor=editor, title=after.title, body=after.body, reason=reason, created_at=now
    )
    post.edited_at = now


def rewrite(post: Post, words: Words) -> None:
    post.body = words.body
    post.answers = words.answers
    post.body_html = rendered_post(post)
    post.renderer = RENDERER
    post.edit_count += 1
    text = ("body", "body_html", "answers", "names_medicine", "renderer", "masks")
    post.save(update_fields=[*text, "edit_count", "edited_at", "held_until"])


def _retitle(post: Post, title: str, *, editor: User, now: datetime) -> None:
    thread = post.thread
    Thread.objects.filter(pk=thread.pk).update(title=title)
    if editor.pk != post.author_id:
        thread.events.create(
            kind=ThreadEvent.Kind.RETITLED, after_number=thread.post_count, actor=editor, created_at=now
        )


def _tell(post: Post, *, editor: User, held: Arrangement | None, now: datetime) -> None:
    """The author, if it was the team or a helper; those whom the new words call, if it was not the team."""
    if held is not None:
        record_act(held, kind=Act.Kind.CHANGED, url=post.get_absolute_url(), post_pk=post.pk, now=now)
    if editor.pk != post.author_id:
        _tell_author(post, _("The team changed a post of yours. Here you see what, and why."), now=now)
    elif post.announced_at is not None:
        announce_edit(post, now=now)


def _tell_author(post: Post, text: Promise, *, now: datetime) -> None:
    notify(
        recipient=post.author,
        kind=Notification.Kind.MODERATION,
        text=text,
        url=reverse("forum:history", args=[post.pk]),
        now=now,
    )


@transaction.atomic
def hide_revision(revision: Revision, *, member: User, now: datetime) -> bool:
    """Take one earlier state out of everybody's sight but the team's; False when it was hidden before."""
    revision = _as_now(revision)
    if not can_hide_revision(as_now(member), revision):
        raise PermissionDenied("This version cannot be hidden by you now.")
    hidden = bool(Revision.objects.shown().filter(pk=revision.pk).update(hidden_at=now))
    if hidden:
        record_erasure("forum.revision", revision.pk)
    if hidden and member.pk != revision.post.author_id:
        _tell_author(revision.post, _("The team hid an earlier version of a post of yours."), now=now)
    return hidden


@transaction.atomic
def show_revision(revision: Revision, *, moderator: User) -> bool:
    """Bring a hidden revision back; False when it was not hidden."""
    if not can_show_revision(as_now(moderator), _as_now(revision)):
        raise PermissionDenied("Only moderators of this group show hidden versions again.")
    shown = bool(Revision.objects.filter(pk=revision.pk, hidden_at__isnull=False).update(hidden_at=None))
    if shown:
        record_return("forum.revision", revision.pk)
    return shown


def _as_now(revision: Revision) -> Revision:
    """With its place: the thread may have gone to another group meanwhile."""
    return Revision.objects.select_related("post__author", "post__thread__board__group").get(pk=revision.pk)
