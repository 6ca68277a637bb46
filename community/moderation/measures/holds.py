"""Two decisions can hold the same thing: a text is hidden, a thread locked, until the last of them is taken back."""

from django.db.models import F

from community.moderation.models import Case, Decision


def is_last_hold(case: Case, outcomes: list[str], **same: object) -> bool:
    """No other decision in force holds it, and it was a decision that did it: what was out of sight before stays so."""
    decisions = Decision.objects.filter(outcome__in=outcomes, **same)
    others = decisions.filter(case__decision=F("pk")).exclude(case=case)
    return not others.exists() and decisions.filter(before__done=True).exists()
