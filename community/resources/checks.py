"""Numbers that nobody looked at for too long: `manage.py check --deploy` says so."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Info, Tags, register
from django.core.checks import Warning as Caution
from django.utils import timezone

from community.resources.helplines import lines_to_check

HINT = "manage.py helplines_to_check lists them with their official pages."


def register_checks() -> None:
    register(helplines_are_checked, Tags.security, deploy=True)


def helplines_are_checked(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """A number that was never checked is said on the page as well, and only told here: a fresh site has no other."""
    due = [line for _country, line in lines_to_check(timezone.localdate())]
    never = sum(line.checked_on is None for line in due)
    found: list[CheckMessage] = []
    if stale := len(due) - never:
        found.append(Caution(f"Helplines not checked for too long: {stale}.", hint=HINT, id="resources.W001"))
    if never:
        found.append(Info(f"Helplines that nobody has checked yet: {never}.", hint=HINT, id="resources.I001"))
    return found
