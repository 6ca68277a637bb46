"""What the team did, in numbers that point at nobody.

A count under five is shown as "<5", none included, and every other one is rounded to the nearest five on its own. There
are no totals over kinds. So no difference of two numbers, nor of two months and a year, gives back what was not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from community.accounts.models import Sanction
from community.moderation.models import Answer, Appeal, Decision, Outcome, Report

MONTHS = 3  # shown one by one
YEAR = 12  # months
SMALLEST = STEP = 5
HIDDEN = f"<{SMALLEST}"
HOUR = 3600


@dataclass(frozen=True)
class Period:
    begin: datetime
    end: datetime
    is_year: bool = False

    def of(self, field: str) -> Q:
        return Q(**{f"{field}__gte": self.begin, f"{field}__lt": self.end})


@dataclass(frozen=True)
class Row:
    kind: Any
    cells: list[str]


@dataclass(frozen=True)
class Figures:
    reports: list[Row]
    decisions: list[Row]
    sanctions: list[Row]
    appeals: list[Row]
    hours: list[int | None]  # half of the decisions came within so many; None: too few to say


def shown(count: int) -> str:
    return HIDDEN if count < SMALLEST else str((count + STEP // 2) // STEP * STEP)


def periods(now: datetime) -> list[Period]:
    """The last full months, newest first, and the twelve up to then, in UTC."""
    ends = [_month_begin(now.astimezone(UTC), back=back) for back in range(YEAR + 1)]
    months = [Period(begin, end) for begin, end in zip(ends[1:], ends, strict=False)][:MONTHS]
    return [*months, Period(ends[YEAR], ends[0], is_year=True)]


def _month_begin(now: datetime, *, back: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
    return datetime(year, month + 1, 1, tzinfo=UTC)


def figures(now: datetime) -> tuple[list[Period], Figures]:
    """Counted once an hour at most; what is kept is what is shown."""
    spans = periods(now)
    key = f"moderation-figures-{spans[0].begin:%Y-%m}"
    found = cache.get(key)
    if found is None:
        found = counted(spans)
        cache.set(key, found, HOUR)
    return spans, found


def counted(spans: Sequence[Period]) -> Figures:
    held = Decision.objects.filter(undoing=None)
    limits = held.exclude(sanction=None)
    return Figures(
        reports=_by_kind(Report.objects.all(), "reason", Report.Reason.values, spans),
        decisions=_by_kind(held, "outcome", Outcome.values, spans),
        sanctions=_by_kind(limits, "sanction__kind", Sanction.Kind.values, spans),
        appeals=[
            Row("asked", _counts(Appeal.objects.all(), spans)),
            Row("upheld", _counts(Answer.objects.filter(upheld=True), spans)),
        ],
        hours=[_median_hours(held, span) for span in spans],
    )


def _by_kind(rows: "QuerySet[Any]", field: str, kinds: Sequence[Any], spans: Sequence[Period]) -> list[Row]:
    found = rows.filter(_any(spans)).order_by().values(field).annotate(**_in(spans))
    of_kind = {row.pop(field): row for row in found}
    none = {f"in_{number}": 0 for number in range(len(spans))}
    return [Row(kind, [shown(count) for count in of_kind.get(kind, none).values()]) for kind in kinds]


def _counts(rows: "QuerySet[Any]", spans: Sequence[Period]) -> list[str]:
    return [shown(count) for count in rows.filter(_any(spans)).aggregate(**_in(spans)).values()]


def _in(spans: Sequence[Period]) -> dict[str, Count]:
    return {f"in_{number}": Count("pk", filter=span.of("created_at")) for number, span in enumerate(spans)}


def _any(spans: Sequence[Period]) -> Q:
    """The year holds all."""
    return spans[-1].of("created_at")


def _median_hours(decisions: "QuerySet[Decision]", span: Period) -> int | None:
    """From the opening of the case; in whole hours, and at least one. The middle one is asked for, not all of them."""
    took = ExpressionWrapper(F("created_at") - F("case__opened_at"), output_field=DurationField())
    found = decisions.filter(span.of("created_at")).annotate(took=took).order_by("took", "pk")
    number = found.count()
    if number < SMALLEST:
        return None
    middle: timedelta = found.values_list("took", flat=True)[number // 2]
    return max(1, round(middle / timedelta(hours=1)))
