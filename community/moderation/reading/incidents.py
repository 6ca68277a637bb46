"""Who was slowed down in the last days. In the cache alone: of what was read only the number is known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache

from community.accounts.models import User
from community.core.limits.counting import add_to
from community.core.limits.distinct import DAY, opened_by

KEPT = 7 * DAY
MOST_SHOWN = 50
NUMBER = "reading-incidents"


@dataclass(frozen=True)
class Incident:
    pk: int
    name: str  # as they are counted
    member: int | None  # none: somebody without an account
    in_an_hour: int
    in_a_day: int
    began_at: datetime
    cleared_by: str = ""

    @property
    def is_open(self) -> bool:
        return not self.cleared_by


def begin(name: str, *, member: int | None, now: datetime) -> Incident | None:
    """None while one of the last day goes on: whoever asks again at once, in whatever process, finds it claimed."""
    if not cache.add(f"reading-told-{name}", 1, DAY):
        return None
    hour, day = opened_by(name)
    pk = add_to(NUMBER, lasts=10 * KEPT)
    incident = Incident(pk, name, member, hour.number, day.number, now)
    cache.set(_key(pk), incident, KEPT)
    return incident


def lately() -> list[Incident]:
    """The newest first."""
    last = int(cache.get(NUMBER, 0))
    keys = [_key(pk) for pk in range(last, max(0, last - MOST_SHOWN), -1)]
    return _in_order(keys, cache.get_many(keys))


def members_of(incidents: list[Incident]) -> dict[int, User]:
    """For those who run the site. Who has left meanwhile is none of them."""
    return User.objects.in_bulk([one.member for one in incidents if one.member is not None])


def find(pk: int) -> Incident | None:
    found: Incident | None = cache.get(_key(pk))
    return found


def clear(incident: Incident, *, by: str) -> None:
    """Whoever it was reads on freely for a day."""
    cache.set(f"reading-excused-{incident.name}", 1, DAY)
    cache.set(_key(incident.pk), replace(incident, cleared_by=by), KEPT)


def is_excused(name: str) -> bool:
    return cache.get(f"reading-excused-{name}") is not None


def _in_order(keys: Iterable[str], known: dict[str, Incident]) -> list[Incident]:
    return [known[key] for key in keys if key in known]


def _key(pk: int) -> str:
    return f"reading-incident-{pk}"
