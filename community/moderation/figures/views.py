"""What the team did, in numbers, for everybody."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.accounts.models import Sanction
from community.moderation.figures.counting import HIDDEN, STEP, Row
from community.moderation.figures.counting import figures as counted_figures
from community.moderation.models import Outcome, Report


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    periods, found = counted_figures(timezone.now())
    appeals = {"asked": _("Asked to look again"), "upheld": _("Found that the author was right")}
    tables = [
        (_("Reports by reason"), labelled(found.reports, Report.Reason.choices)),
        (_("Decisions by what became of the text"), labelled(found.decisions, Outcome.choices)),
        (_("Warnings and limits of accounts"), labelled(found.sanctions, Sanction.Kind.choices)),
        (_("Second looks"), labelled(found.appeals, list(appeals.items()))),
    ]
    context = {"periods": periods, "tables": tables, "hours": found.hours, "hidden": HIDDEN, "step": STEP}
    return render(request, "moderation/figures/figures.html", context)


def labelled(rows: Sequence[Row], choices: Sequence[Any]) -> list[tuple[str, list[str]]]:
    """What is kept for an hour has no words: they depend on who reads."""
    labels = dict(choices)
    return [(labels[row.kind], row.cells) for row in rows]
