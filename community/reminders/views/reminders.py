"""Pages of a member's own reminders; what belongs to somebody else is a 404."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.accounts.decorators import MemberRequest, member_required
from community.accounts.models import User
from community.carers.helping import Helping, Offers
from community.carers.models import Scope
from community.reminders import actions
from community.reminders.forms import WORDS, ProposalForm, ReminderForm, initial_of
from community.reminders.models import Occurrence, Reminder, Wishes
from community.reminders.schedule import Unit
from community.reminders.starters import STARTERS
from community.reminders.statement import mails_about
from community.reminders.views.parts import own_reminder, posted, words_are_closed


@require_safe
@member_required
def reminder_list(request: MemberRequest) -> HttpResponse:
    reminders = list(Reminder.objects.visible_to(request.user).soonest_first())
    wishes, now = Wishes.objects.visible_to(request.user).first(), timezone.now()
    context = {
        "due": Occurrence.objects.visible_to(request.user).open().for_page(),
        "coming_up": [reminder for reminder in reminders if not (reminder.paused_at or reminder.is_over)],
        "paused": [reminder for reminder in reminders if reminder.paused_at],
        "ended": [reminder for reminder in reminders if reminder.is_over],
        "bad_day_until": wishes.bad_day_until if wishes and wishes.is_bad_day(now) else None,
        "zone_of_home": zone_to_ask_about(request.user, wishes, reminders),
        "starters": STARTERS,
    }
    return render(request, "reminders/list.html", context)


def zone_to_ask_about(member: User, wishes: Wishes | None, reminders: list[Reminder]) -> str:
    """Empty while there is nothing to ask."""
    if wishes is None or not wishes.has_to_ask(member.time_zone):
        return ""
    at_home = [each for each in reminders if each.time_zone == wishes.home_zone and not each.is_over]
    return wishes.home_zone if at_home else ""


@require_safe
@member_required
def reminder(request: MemberRequest, pk: int) -> HttpResponse:
    mine, now = own_reminder(request, pk), timezone.now()
    recent = Occurrence.objects.visible_to(request.user).filter(reminder=mine).correctable(now)
    moments = list(recent.prefetch_related("corrections"))
    mails = mails_about(moments, member=request.user) if moments else {}
    context = {
        "reminder": mine,
        "upcoming": mine.upcoming(now),
        "recent": [(moment, mails.get(moment.key, [])) for moment in moments],
    }
    return render(request, "reminders/reminder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def new(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    starter = STARTERS.get(request.GET.get("template", ""))
    initial: dict[str, object] = {"time_zone": request.user.time_zone}
    initial |= starter.initial(timezone.localdate(now)) if starter else asked_for(request)
    form = ReminderForm(posted(request), now=now, initial=initial)
    form.offer(Offers(request.user, [Scope.REMINDER], now=now))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form)
    if form.chosen_help is not None:
        return set_for(request, form, form.chosen_help)
    mine = actions.set_reminder(owner=request.user, now=now, **words_and_schedule(form))
    messages.success(request, _("Your reminder is set."))
    return redirect(mine)


def set_for(request: MemberRequest, form: ReminderForm, helping: Helping) -> HttpResponse:
    """For somebody else, in whose list it stands; whoever set it does not see it again."""
    try:
        actions.set_reminder(owner=helping.member, now=form.now, helping=helping, **words_and_schedule(form))
    except PermissionDenied as refused:
        form.add_error("helping", str(refused))
        return form_page(request, form)
    messages.success(request, _("The reminder is set for %(name)s.") % {"name": helping.member})
    return redirect("carers:arrangement", helping.pk)


def asked_for(request: MemberRequest) -> dict[str, object]:
    """Another page of ours proposes a title, a day and the place to look at; nonsense proposes nothing."""
    form = ProposalForm(request.GET)
    form.full_clean()
    initial = {name: value for name, value in form.cleaned_data.items() if value}
    if path := initial.pop("path", ""):
        initial["note"] = request.build_absolute_uri(path)
    return initial | ({"unit": Unit.ONCE} if "starts_on" in initial else {})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    mine, now = own_reminder(request, pk), timezone.now()
    if not mine.is_readable:
        return words_are_closed(request, mine)
    has_rung = mine.occurrences.exists()
    form = ReminderForm(posted(request), now=now, initial=initial_of(mine), has_rung=has_rung)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, mine)
    try:
        actions.change_reminder(reminder=mine, member=request.user, now=now, **words_and_schedule(form))
    except actions.NothingAhead:
        form.add_error("until", _("By then nothing more would come. Choose a later last day, or leave it empty."))
        return form_page(request, form, mine)
    messages.success(request, _("Your reminder is changed."))
    return redirect(mine)


@require_POST
@member_required
def pause(request: MemberRequest, pk: int) -> HttpResponse:
    mine = own_reminder(request, pk)
    actions.pause_reminder(reminder=mine, member=request.user, now=timezone.now())
    messages.success(request, _("Paused. Nothing comes until you resume it."))
    return redirect(mine)


@require_POST
@member_required
def resume(request: MemberRequest, pk: int) -> HttpResponse:
    mine = own_reminder(request, pk)
    try:
        actions.resume_reminder(reminder=mine, member=request.user, now=timezone.now())
    except actions.NothingAhead:
        messages.info(request, _("Its date has passed. Choose a new one and save to use it again."))
        return redirect("reminders:change", pk=pk)
    messages.success(request, _("It is on again."))
    return redirect(mine)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def end(request: MemberRequest, pk: int) -> HttpResponse:
    mine = own_reminder(request, pk)
    if request.method != "POST":
        return render(request, "reminders/end.html", {"reminder": mine})
    actions.end_reminder(reminder=mine, member=request.user, now=timezone.now())
    messages.success(request, _("Ended. You can start it again whenever you like."))
    return redirect(mine)


def words_and_schedule(form: ReminderForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in (*WORDS, "schedule")}


def form_page(request: MemberRequest, form: ReminderForm, reminder: Reminder | None = None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "reminders/form.html", {"form": form, "reminder": reminder}, status=status)
