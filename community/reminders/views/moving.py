"""Another moment for the next one, or for all from then on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.accounts.decorators import MemberRequest, member_required
from community.reminders import actions
from community.reminders.answer_forms import MoveForm
from community.reminders.models import Reminder
from community.reminders.views.parts import own_reminder, posted


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def move(request: MemberRequest, pk: int) -> HttpResponse:
    mine, now = own_reminder(request, pk), timezone.now()
    if mine.next_due_at is None:
        messages.info(request, _("Nothing of it is set to come, so there is nothing to move."))
        return redirect(mine)
    local = mine.next_due_at.astimezone(mine.schedule.zone)
    initial = {"day": local.date(), "clock": local.time()}
    form = MoveForm(posted(request), zone=mine.schedule.zone, now=now, initial=initial)
    if request.method == "POST" and form.is_valid() and moved(request, mine, form):
        messages.success(request, _("Moved."))
        return redirect(mine)
    context = {"form": form, "reminder": mine}
    return render(request, "reminders/move.html", context, status=422 if form.is_bound else 200)


def moved(request: MemberRequest, mine: Reminder, form: MoveForm) -> bool:
    act = actions.move_next if form.cleaned_data["which"] == "one" else actions.move_following
    try:
        act(reminder=mine, member=request.user, to=form.cleaned_data["moment"], now=form.now)
    except actions.FollowingComesFirst:
        form.add_error("day", _("The one after it would come first. Choose an earlier moment."))
    except actions.RuleHasItsDays:
        words = _("Its weekdays, days or times are set one by one. Change the reminder to move them all.")
        form.add_error("which", words)
    except actions.NothingAhead:
        form.add_error("day", _("Then nothing of it would come any more. Choose another moment."))
    return not form.errors
