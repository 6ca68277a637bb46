"""The lists that this process uses: read at most twice a minute, so that a page or a post need not ask for them."""

import time

from django.utils.translation import get_language

from community.words.matching import Lists, Verdict
from community.words.models import Rule

SECONDS = 30  # so long may a new rule take to reach the other processes
NO_RULES = Lists(())


class Known:
    def __init__(self) -> None:
        self.lists, self.until = NO_RULES, 0.0

    def now(self) -> Lists:
        if time.monotonic() >= self.until:
            rules = tuple(rule.listed for rule in Rule.objects.active().order_by("pk"))
            self.keep(self.lists if rules == self.lists.rules else Lists(rules), seconds=SECONDS)
        return self.lists

    def keep(self, lists: Lists, *, seconds: float) -> None:
        self.lists, self.until = lists, time.monotonic() + seconds

    def forget(self) -> None:
        self.until = 0.0


KNOWN = Known()


def judge(*texts: str) -> Verdict:
    """What the rules say of a title and a body together, for somebody who writes in the language of the page."""
    return KNOWN.now().verdict("\n\n".join(filter(None, texts)), language=get_language())
