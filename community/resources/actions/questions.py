"""The list of questions for the doctor: one member changes it, on as many screens as they like."""

from datetime import datetime

from django.db import transaction

from community.accounts.actions import hold_agreed
from community.accounts.holding import held_now
from community.accounts.models import User
from community.core.erasures import record_erasure
from community.resources.models import DoctorQuestion, KeptQuestion
from community.resources.models.questions import MOST_KEPT
from community.resources.querysets import KeptQuestionQuerySet

ASIDE = 0  # where a question waits while another one takes its place; the first of a list has position 1


class ListIsFull(Exception):
    """One more would not fit into the time a doctor has, or onto a few sheets."""


@transaction.atomic
def keep_question(*, owner: User, text: str, picked: DoctorQuestion | None = None, now: datetime) -> KeptQuestion:
    """At the end of the list. Words that stand in it already stay where they are."""
    hold_agreed(owner, now=now)  # two presses at once are one after the other
    mine = KeptQuestion.objects.filter(owner=owner)
    if (there := mine.filter(text=text).first()) is not None:
        return there
    if mine.count() >= MOST_KEPT:
        raise ListIsFull
    last = mine.last()
    position = last.position + 1 if last else ASIDE + 1
    return KeptQuestion.objects.create(owner=owner, picked=picked, text=text, position=position)


def locked_list(owner: User) -> KeptQuestionQuerySet:
    """Two presses at once are one after the other: the second waits here, then sees what the first has done."""
    held_now(owner)
    return KeptQuestion.objects.filter(owner=owner)


@transaction.atomic
def move_question(*, kept: KeptQuestion, up: bool) -> None:
    """One place; the first goes no further up, the last no further down."""
    mine = locked_list(kept.owner)
    if (moved := mine.filter(pk=kept.pk).first()) is None:
        return
    before, after = mine.filter(position__lt=moved.position), mine.filter(position__gt=moved.position)
    neighbour = before.last() if up else after.first()
    if neighbour is not None:
        change_places(mine, moved, neighbour)


def change_places(mine: KeptQuestionQuerySet, one: KeptQuestion, other: KeptQuestion) -> None:
    """In three steps, since no two of a list may share a position, not even for a moment."""
    mine.filter(pk=one.pk).update(position=ASIDE)
    mine.filter(pk=other.pk).update(position=one.position)
    mine.filter(pk=one.pk).update(position=other.position)


@transaction.atomic
def drop_question(*, kept: KeptQuestion) -> None:
    record_erasure("resources.question", kept.pk)
    kept.delete()


@transaction.atomic
def erase_questions(owner: User) -> int:
    """The whole list; how many."""
    keys = list(locked_list(owner).values_list("pk", flat=True))
    KeptQuestion.objects.filter(pk__in=keys).delete()
    record_erasure("resources.question", *keys)
    return len(keys)


def erase_again(keys: list[str], *, now: datetime) -> int:
    """After a restore."""
    return KeptQuestion.objects.filter(pk__in=keys).delete()[0]
