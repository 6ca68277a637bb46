"""Every write of rules and hits."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.words.known import KNOWN
from community.words.matching import Verdict
from community.words.models import Hit, Rule
from community.words.permissions import can_keep_rules
from community.words.starters import STARTERS


@transaction.atomic
def save_rule(rule: Rule, *, moderator: User, now: datetime) -> Rule:
    """A new rule or a changed one. It counts for what is written from now on."""
    _must_keep_rules(moderator)
    if rule.created_by is None and not rule.starter:
        rule.created_at, rule.created_by = now, moderator
    rule.full_clean()
    rule.save()
    transaction.on_commit(KNOWN.forget)
    return rule


@transaction.atomic
def switch_rule(rule: Rule, *, moderator: User, on: bool) -> bool:
    """False when it was so already."""
    _must_keep_rules(moderator)
    switched = Rule.objects.filter(pk=rule.pk, is_active=not on).update(is_active=on)
    transaction.on_commit(KNOWN.forget)
    return bool(switched)


def _must_keep_rules(moderator: User) -> None:
    if not can_keep_rules(as_now(moderator)):
        raise PermissionDenied(_("Only moderators of the site keep the word lists."))


@transaction.atomic
def load_starters() -> int:
    """The first lists, each rule once: one that was changed or switched off since stays as it is."""
    there = set(Rule.objects.exclude(starter="").values_list("starter", flat=True))
    typed = set(Rule.objects.values_list("kind", "phrase", "language"))
    new = [one for one in STARTERS if one.key not in there and (one.kind, one.phrase, one.language) not in typed]
    now = timezone.now()
    Rule.objects.bulk_create(
        Rule(
            kind=one.kind,
            phrase=one.phrase,
            language=one.language,
            effect=one.effect,
            starter=one.key,
            created_at=now,
        )
        for one in new
    )
    transaction.on_commit(KNOWN.forget)
    return len(new)


def record(verdict: Verdict, *, kind: str, object_pk: int, now: datetime) -> None:
    """Leave word for the team. Call it in the transaction that stores the text; costs nothing when no rule was met."""
    if verdict.for_the_team:
        Hit.objects.bulk_create(
            [Hit(kind=kind, object_pk=object_pk, rule_id=rule.pk, created_at=now) for rule in verdict.for_the_team],
            ignore_conflicts=True,
        )


def take(hit: Hit, *, now: datetime) -> bool:
    """Somebody makes a case of it; False when somebody did before."""
    return bool(Hit.objects.filter(pk=hit.pk, taken_at=None).update(taken_at=now))
