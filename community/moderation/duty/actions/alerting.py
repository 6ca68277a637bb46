"""Bring a risk to life to somebody who looks now, and to the next person when nobody has taken it on.

Who is told, the notice and the mail in the outbox are written together or not at all, under the lock of the case: a
crash or a second worker makes nobody hear of it twice.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from community.accounts.models import User
from community.core.phrases import filled
from community.moderation.duty.ladder import ladder_of, turn_of
from community.moderation.duty.models import Alert
from community.moderation.models.cases import IDLE, Case, Risk
from community.notifications.actions import notify, take_back
from community.notifications.models import Notification

PATIENCE = timedelta(minutes=15)
BATCH = 100


def alert_due(*, now: datetime) -> int:
    """Every risk to life that nobody has taken on; how many people were told."""
    settled = Alert.objects.of_this_turn().settled(since=now - PATIENCE).filter(case=OuterRef("pk"))
    waiting = Case.objects.in_danger().unclaimed(idle_since=now - IDLE).exclude(Exists(settled))
    told, problems = 0, []
    for case in waiting.order_by("opened_at", "pk")[:BATCH]:
        try:
            told += alert_next(case, now=now)
        except Exception as problem:  # the others' lives do not wait for it
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Somebody could not be told; the next tick tries again.", problems)
    return told


@transaction.atomic
def alert_next(case: Case, *, now: datetime, at_once: bool = False) -> int:
    """The next step, once the last one is a quarter of an hour old (or `at_once`); how many people were told."""
    case = locked_alone(case)
    if not is_waiting(case, now=now):
        return 0
    turn = turn_of(case)
    told = list(case.alerts.filter(turn=turn))
    if not at_once and any(now - alert.created_at < PATIENCE for alert in told):
        return 0
    step, people = ladder_of(case, {alert.moderator_id for alert in told}, now=now).next_up()
    rows = [Alert(case=case, turn=turn, moderator=person, step=step, created_at=now) for person in people]
    Alert.objects.bulk_create(rows)
    reached = [person for person in people if person.pk != case.author_id]
    for person in reached:
        tell(person, case, now=now)
    return len(reached)


def locked_alone(case: Case) -> Case:
    """Locked first and read then: a row that PostgreSQL waited for brings what was joined to it from before."""
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    return Case.objects.for_page().get(pk=case.pk)


def is_waiting(case: Case, *, now: datetime) -> bool:
    """Nobody has it, and nobody has decided it. An appeal waits its turn like others."""
    return case.risk == Risk.LIFE and case.is_open and case.decision_id is None and case.held_by(now) is None


def tell(person: User, case: Case, *, now: datetime) -> None:
    """The mail says no more than "a message from the team"."""
    text = filled(_("Somebody may be in danger. Please look at case %(number)s now."), number=case.pk)
    url = case.get_absolute_url()
    notify(recipient=person, kind=Notification.Kind.MODERATION, text=text, url=url, key=key_of(case), now=now)


def key_of(case: Case) -> str:
    return f"alert-{case.pk}"


def stand_down(case: Case, *, now: datetime) -> int:
    """Somebody has taken it on: the others need not look any more, and mails that still wait are not sent."""
    if case.risk != Risk.LIFE:
        return 0
    told = User.objects.filter(pk__in=case.alerts.values("moderator"))
    return take_back(told, key=key_of(case), now=now)


@transaction.atomic
def pass_alert_on(case: Case, *, moderator: User, now: datetime) -> bool:
    """Who was told cannot take it on: the next person hears of it now. Once for each alert."""
    case = locked_alone(case)
    own = case.alerts.filter(turn=turn_of(case), moderator=moderator, passed_at=None)
    if not is_waiting(case, now=now) or not own.update(passed_at=now):
        return False
    take_back(User.objects.filter(pk=moderator.pk), key=key_of(case), now=now)
    alert_next(case, now=now, at_once=True)
    return True
