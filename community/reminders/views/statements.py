"""The monthly statement: what fell due, what was answered, and whether the mails left in time."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.reminders.statement import FIRST_YEAR, LAST_YEAR, statement_of, this_month


@require_safe
@member_required
def newest(request: MemberRequest) -> HttpResponse:
    month = this_month(request.user)
    return redirect("reminders:statement", year=month.year, month=month.month)


@require_safe
@member_required
def statement(request: MemberRequest, year: int, month: int) -> HttpResponse:
    """Months to come have nothing to state."""
    now = this_month(request.user)
    if not FIRST_YEAR < year < LAST_YEAR or not 1 <= month <= 12 or date(year, month, 1) > now:
        raise Http404
    found = statement_of(request.user, month=date(year, month, 1))
    return render(request, "reminders/statement.html", {"statement": found, "is_newest": found.month == now})
