"""Where a reminder's mail leads, without signing in: looking changes nothing, pressing a button does. Whoever reads the
mail may be somebody else: the page names a moment, never what it is about and never whose it is."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from community.accounts.consents import NotAgreed
from community.accounts.permissions import can_tell_health
from community.accounts.readers import speak_to
from community.reminders import actions
from community.reminders.answer_forms import READY_MADE, ready_made
from community.reminders.answer_links import LinkIsOver, NoLink, read_token
from community.reminders.models import Occurrence
from community.reminders.permissions import can_undo
from community.reminders.wording import NOT_KEPT, moment_in_words

ANSWERS = {"done": Occurrence.Answer.DONE, "skip": Occurrence.Answer.SKIPPED}


@csrf_exempt  # the signature says who may; whether anybody is signed in here does not matter
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    try:
        occurrence = read_token(token, now=now)
    except LinkIsOver:
        return render(request, "reminders/answer_gone.html", {"is_over": True}, status=HTTPStatus.GONE)
    except NoLink:
        return render(request, "reminders/answer_gone.html", status=HTTPStatus.NOT_FOUND)
    speak_to(occurrence.reminder.owner)
    problem = press(request, occurrence, now=now) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return redirect("reminders:answer_by_mail", token=token)
    context = {**shown_of(occurrence, now=now), "problem": problem}
    return render(request, "reminders/answer_by_mail.html", context, status=422 if problem else 200)


def press(request: HttpRequest, occurrence: Occurrence, *, now: datetime) -> str:
    """Why nothing was done, or nothing. What was answered before stays as it was: the page says what became of it."""
    try:
        return pressed(request, occurrence, now=now)
    except NotAgreed:
        return str(NOT_KEPT)


def pressed(request: HttpRequest, occurrence: Occurrence, *, now: datetime) -> str:
    button, owner = request.POST.get("button", ""), occurrence.reminder.owner
    if button in ANSWERS:
        actions.answer(occurrence=occurrence, member=owner, answer=ANSWERS[button], now=now)
    elif button in READY_MADE:
        return put_off(occurrence, button, now=now)
    elif button == "undo":
        if actions.undo_answer(occurrence=occurrence, member=owner, now=now):
            messages.success(request, _("Undone. It waits for your answer again."))
    elif button == "less":
        if actions.tell_once(reminder=occurrence.reminder, member=owner, now=now):
            messages.success(request, _("From now on you are told of this reminder only once each time."))
    else:
        return _("Nothing has changed. Choose one of the buttons.")
    return ""


def put_off(occurrence: Occurrence, when: str, *, now: datetime) -> str:
    """Evening and morning are those of its owner, as on the page of somebody who is signed in."""
    owner = occurrence.reminder.owner
    if occurrence.answered_at is not None:
        return ""
    try:
        actions.snooze(occurrence=occurrence, member=owner, until=ready_made(when, zone=owner.zone, now=now), now=now)
    except actions.NextComesFirst:
        return _("Nothing has changed: by then the next one comes by itself. Choose an earlier moment, or skip it.")
    except ValueError:
        return _("Nothing has changed: this moment has passed. Choose a later one.")
    return ""


def shown_of(occurrence: Occurrence, *, now: datetime) -> dict[str, object]:
    """Moments are told on the reminder's own clock, like everywhere."""
    reminder = occurrence.reminder
    moments = {"due": occurrence.due_at, "answered": occurrence.answered_at, "again": occurrence.ring_at}
    told = {name: at and moment_in_words(at, reminder.schedule.zone, now=now) for name, at in moments.items()}
    is_open, takes_answers = occurrence.answered_at is None, can_tell_health(reminder.owner, now=now)
    return told | {
        "takes_answers": takes_answers,
        "answer": occurrence.answer,
        "later": later_buttons(occurrence, now=now) if is_open else [],
        "repeats": is_open and reminder.repeat_minutes is not None,
        "can_undo": takes_answers and can_undo(reminder.owner, occurrence, now=now),
        "zone": reminder.time_zone if reminder.time_zone != reminder.owner.time_zone else "",
        "own_zone": reminder.owner.time_zone,
    }


def later_buttons(occurrence: Occurrence, *, now: datetime) -> list[tuple[str, str | Promise]]:
    """Those that lead to a moment that is ahead, and before the next one comes."""
    zone, limit = occurrence.reminder.owner.zone, occurrence.reminder.next_due_at
    moments = {when: ready_made(when, zone=zone, now=now) for when in READY_MADE}
    fit = [when for when, at in moments.items() if now < at and (limit is None or at < limit)]
    return [(when, READY_MADE[when]) for when in fit]
