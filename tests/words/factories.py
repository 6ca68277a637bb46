"""Rules, as a moderator or the first lists would store them."""

from community.words.known import KNOWN
from community.words.models import Rule
from tests.factories import NOON


def make_rule(phrase, effect="hold", **fields):
    says = {"hold": {"reason": "We look at this first."}, "advise": {"note": "Please think of others."}}
    defaults = {"created_at": NOON, **says.get(effect, {})}
    rule = Rule.objects.create(phrase=phrase, effect=effect, **{**defaults, **fields})
    KNOWN.forget()  # a test's transaction is never committed
    KNOWN.now()
    return rule
