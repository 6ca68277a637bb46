"""Another moment for the next one, or for all from then on, which is read back first."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.reminders import actions
from community.reminders.answer_forms import IS_ANOTHER, MoveForm
from community.reminders.models import Reminder
from community.reminders.shifting import DayIsLeftOut, DayIsTaken, EndsBefore, OthersStay, TimeIsTaken
from community.reminders.views.parts import own_reminder, posted

REFUSALS: dict[type[ValueError], tuple[str | None, Promise]] = {
    actions.NextIsAnother: (None, IS_ANOTHER),
    actions.FollowingComesFirst: ("day", _("The one after it would come first. Choose an earlier moment.")),
    actions.NothingAhead: ("day", _("Then nothing of it would come any more. Choose another moment.")),
    EndsBefore: ("day", _("Its last day is before that. Choose an earlier day, or change the reminder.")),
    DayIsLeftOut: ("day", _("That is one of the days to leave out. Choose another day, or change the reminder.")),
    DayIsTaken: ("day", _("It comes on that day already, and two would become one. Choose another, or only this one.")),
    TimeIsTaken: ("clock", _("It comes at that time already, and two would become one. Choose another time.")),
    OthersStay: ("day", _("Its other days and times stay as they are. Choose a nearer moment, or only this one.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def move(request: MemberRequest, pk: int) -> HttpResponse:
    mine, now = own_reminder(request, pk), timezone.now()
    if mine.next_due_at is None:
        messages.info(request, _("Nothing of it is set to come, so there is nothing to move."))
        return redirect(mine)
    zone = mine.schedule.zone
    local = mine.next_due_at.astimezone(zone)
    initial = {"day": local.date(), "clock": local.time()}
    form = MoveForm(posted(request), zone=zone, now=now, shown=mine.next_due_at, initial=initial)
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return form_page(request, form, mine)
    if form.cleaned_data["which"] == "following" and "read" not in request.POST:
        return read_back(request, form, mine)
    if tried(form, lambda: moved(request, mine, form)) is None:
        return form_page(request, form, mine)
    messages.success(request, _("Moved."))
    return redirect(mine)


def read_back(request: MemberRequest, form: MoveForm, mine: Reminder) -> HttpResponse:
    """The whole rule as it would be: another time is another time on all its days, and that must not be a surprise."""
    shown = tried(form, lambda: actions.as_moved(reminder=mine, to=form.cleaned_data["local"], now=form.now))
    if shown is None:
        return form_page(request, form, mine)
    context = {"form": form, "reminder": mine, "moved": shown, "upcoming": shown.upcoming(form.now)}
    context["times_of_all"] = shown.schedule.times != mine.schedule.times and shown.schedule.has_several_days
    return render(request, "reminders/move_all.html", context)


def moved(request: MemberRequest, mine: Reminder, form: MoveForm) -> Reminder:
    typed = form.cleaned_data
    if typed["which"] == "one":
        return actions.move_next(reminder=mine, member=request.user, to=typed["moment"], now=form.now)
    return actions.move_following(reminder=mine, member=request.user, to=typed["local"], now=form.now)


def tried(form: MoveForm, act: Callable[[], Reminder]) -> Reminder | None:
    """None where it is refused: the form says why."""
    try:
        return act()
    except tuple(REFUSALS) as problem:
        field, words = REFUSALS[type(problem)]
        form.add_error(field, str(words))
    return None


def form_page(request: MemberRequest, form: MoveForm, mine: Reminder) -> HttpResponse:
    return render(request, "reminders/move.html", {"form": form, "reminder": mine}, status=422 if form.errors else 200)
