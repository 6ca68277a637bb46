"""My next appointment: when it is, what I want to ask, what to take along, and what to do afterwards, on one sheet.

Put together here because reminders and resources do not know each other. Nothing is stored: whatever stands on the
page is its member's own in one of the two, and nobody else's page shows it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.accounts.models import User
from community.reminders.models import Occurrence, Reminder
from community.reminders.statement import answers_to
from community.reminders.wording import days_in_words
from community.resources.models import Article, KeptQuestion
from community.resources.overlay import translate_titles

MOST = 4  # appointments, in the order in which they come
MOST_ROWS = 10  # reminders since the last one, and reasons
WEEK = 7
AFTERWARDS = ("booking", "check-in")  # ready-made reminders, offered after an appointment
JUST_BEEN = timedelta(days=28)
TO_READ = ("seeing-a-doctor", "being-told-it-is-stress", "botulinum-toxin-appointment")


@dataclass(frozen=True)
class Visit:
    """One appointment as the page tells it: its days are those of the clock that its reminder goes by."""

    reminder: Reminder
    moment: datetime
    now: datetime

    @property
    def day(self) -> date:
        return self.moment.astimezone(self.reminder.schedule.zone).date()

    @property
    def days(self) -> int:
        return (self.day - self.now.astimezone(self.reminder.schedule.zone).date()).days

    @property
    def in_words(self) -> str:
        return days_in_words(self.days)

    @property
    def week_before(self) -> date | None:
        """The day on which to get ready; none when it has come or gone."""
        return self.day - timedelta(days=WEEK) if self.days > WEEK else None


@require_safe
def appointment(request: HttpRequest) -> HttpResponse:
    """A visitor sees what the page is for, and what works without an account: what to take along, what to read."""
    now = timezone.now()
    articles = Article.objects.visible_to(request.user).filter(slug__in=TO_READ).select_related("section")
    context: dict[str, object] = {"today": timezone.localdate(now), "articles": articles}
    if request.user.is_authenticated:
        context |= own(request.user, now=now)
    translate_titles(articles)
    return render(request, "pages/appointment.html", context)


def own(member: User, *, now: datetime) -> dict[str, object]:
    coming = Reminder.objects.visible_to(member).appointments().coming().soonest_first()[:MOST]
    visits = [Visit(each, each.next_due_at, now) for each in coming if each.next_due_at is not None]
    answered = Occurrence.objects.visible_to(member)
    due = list(answered.open().of_appointments().for_page()[:MOST])
    last = answered.of_appointments().kept().select_related("reminder").first()
    has_just_been = last is not None and now - last.due_at < JUST_BEEN
    return {
        "due": due,
        "visit": visits[0] if visits else None,
        "later": visits[1:],
        "mine": KeptQuestion.objects.visible_to(member).for_page(),
        "last": last,
        **(since(last, member=member) if last is not None else {}),
        "afterwards": AFTERWARDS if due or has_just_been else (),
    }


def since(last: Occurrence, *, member: User) -> dict[str, object]:
    """What the member's own reminders know of the time after the last appointment. There is no diary, and none is made
    up."""
    noted = Occurrence.objects.visible_to(member).of_treatment_after(last.due_at)
    reasons = noted.exclude(reason="").select_related("reminder").order_by("-due_at", "-pk")
    return {"rows": answers_to(noted)[:MOST_ROWS], "reasons": reasons[:MOST_ROWS]}
