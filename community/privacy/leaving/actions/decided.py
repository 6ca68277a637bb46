"""What had to wait for the team: words that somebody took with them while a case was open."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from community.forum.models import Alias, Post
from community.moderation.models import Case
from community.privacy.leaving.actions.steps import KINDS, forget_aliases, take_words, undecided
from community.privacy.leaving.tables import MUST_SAY
from community.privacy.models import Leaving
from community.search.keeping import tidy


def settle_decided(*, now: datetime) -> int:
    """Of those who took everything with them, what the team has decided about since; how many."""
    gone = Leaving.objects.sealed().filter(way=Leaving.Way.TAKE).values("member")
    cases = Case.objects.decided().filter(author__in=gone, profile=None)
    number = sum(_settle(row) for row in {case.subject for case in cases.select_related(*KINDS.values())})
    if number:
        tidy(connection)
    return number


@transaction.atomic
def _settle(row: Any) -> bool:
    """False where it was done before, or has to be decided about once more."""
    if getattr(row, "body", None) == MUST_SAY["body"] or getattr(row, "file", None) == "":
        return False
    if undecided(type(row), [row.pk]):
        return False
    alias = getattr(row, "alias_id", None)
    take_words(row)
    if isinstance(row, Post) and row.opens_thread:
        take_words(row.thread)
    if alias is not None:
        forget_aliases(Alias.objects.filter(pk=alias))
    return True
