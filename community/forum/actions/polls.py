"""Ask a question with answers to tick, vote, close."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from community.accounts.holding import as_now, held_now
from community.accounts.models import User
from community.core.erasures import record_erasure
from community.forum.actions.writing import locked
from community.forum.models import LONGEST_OPTION, LONGEST_QUESTION, Poll, PollOption, Thread, Vote
from community.forum.permissions import can_close_poll, can_make_poll, can_remove_poll, can_vote
from community.words.actions import record
from community.words.known import judge
from community.words.masking import masked_line
from community.words.models import Hit


@transaction.atomic
def make_poll(
    *,
    thread: Thread,
    member: User,
    question: str,
    options: Sequence[str],
    multiple: bool,
    secret: bool,
    closes_at: datetime | None,
    now: datetime,
) -> Poll:
    """Put a poll at the head of the thread; sent twice it makes one."""
    thread, verdict = locked(thread), judge(question, *options)
    question = masked_line(question, longest=LONGEST_QUESTION)
    member, twin = held_now(member), Poll.objects.filter(thread=thread, question=question).first()
    if not can_make_poll(member, thread, now=now):
        raise PermissionDenied("You cannot add a poll to this thread.")
    if twin is not None:
        return twin
    if Poll.objects.filter(thread=thread).exists():
        raise PermissionDenied("This thread has a poll already.")
    rules = {"multiple": multiple, "secret": secret, "closes_at": closes_at}
    poll = Poll.objects.create(thread=thread, question=question, created_at=now, **rules)
    texts = [masked_line(text, longest=LONGEST_OPTION) for text in options]
    rows = [PollOption(poll=poll, position=position, text=text) for position, text in enumerate(texts)]
    PollOption.objects.bulk_create(rows)
    if verdict.for_the_team:  # a poll stands at the head of what opens the thread
        record(verdict, kind=Hit.Kind.POST, object_pk=thread.posts.get(number=1).pk, now=now)
    return poll


@transaction.atomic
def vote(*, poll: Poll, member: User, options: Collection[PollOption], now: datetime) -> None:
    """The member's choice is now this; none takes it back."""
    poll = locked_poll(poll)
    if not can_vote(as_now(member), poll, now=now):
        raise PermissionDenied("You cannot vote in this poll now.")
    if len(options) > 1 and not poll.multiple:
        raise PermissionDenied("One answer can be chosen.")
    if any(option.poll_id != poll.pk for option in options):
        raise PermissionDenied("This answer belongs to another poll.")
    own = Vote.objects.filter(option__poll=poll, member=member)
    own.exclude(option__in=options).delete()
    Vote.objects.bulk_create([Vote(option=option, member=member) for option in options], ignore_conflicts=True)


@transaction.atomic
def close_poll(*, poll: Poll, member: User, now: datetime) -> None:
    """From now on nobody votes; the figures of a secret poll appear."""
    poll = locked_poll(poll)
    if not can_close_poll(as_now(member), poll, now=now):
        raise PermissionDenied("You cannot close this poll.")
    if not poll.is_closed(now):
        poll.closes_at = now
        poll.save(update_fields=["closes_at"])


@transaction.atomic
def remove_poll(*, poll: Poll, member: User, now: datetime) -> None:
    """With its votes: whoever voted sees that it is gone, and nothing is left of who chose what."""
    poll = locked_poll(poll)
    if not can_remove_poll(as_now(member), poll, now=now):
        raise PermissionDenied("You cannot remove this poll.")
    record_erasure("forum.poll", poll.pk)
    poll.delete()


def locked_poll(poll: Poll) -> Poll:
    """As it is now, kept from other voters until commit: a second choice would otherwise stand beside the first."""
    rows = Poll.objects.select_for_update(of=("self",), no_key=True).select_related("thread__board__group")
    return rows.get(pk=poll.pk)
