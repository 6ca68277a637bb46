"""Whether a report is taken now: not again what was judged just before, and not too many at once. What concerns a life
or a child is always taken. `why_not…` answers with a sentence, empty when it is taken."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.moderation.models import TIME_TO_APPEAL, Case, Report, Risk, risk_of
from community.moderation.querysets import ReportQuerySet
from community.moderation.shown import Reporter
from community.moderation.subjects import SUBJECTS

REST = timedelta(hours=24)  # after a decision that it may stay
SHORT, FEW = timedelta(minutes=10), 5
DAY, MANY = timedelta(days=1), 20


def judged_lately(subject: Any, *, kind: str, by: Reporter, now: datetime) -> Case | None:
    """The case in which the team judged it within the last day, unless it changed since or is looked at already. Its
    author is not told: nobody learns that somebody complained in vain."""
    about, cases = SUBJECTS[kind], Case.objects.filter(**{kind: subject})
    if about.author_of(subject) == by.pk or cases.filter(decided_at=None, decision=None).exists():
        return None
    last = cases.decided().filter(decided_at__gt=now - REST).select_related("decision").latest_first().first()
    if last is None or last.decided_at is None or not _is_judged(last):
        return None
    edited_at = about.edited_at_of(subject)
    return last if edited_at is None or edited_at <= last.decided_at else None


def _is_judged(case: Case) -> bool:
    """By a person, whose decision holds or was overturned. What the clock closed was not judged."""
    return case.decision is not None or case.decisions.filter(appeal__answer__upheld=True).exists()


def why_not_again(judged: Case | None, risk: int) -> str:
    """A danger that was not what the team looked at does not wait."""
    if judged is None or judged.decided_at is None or (risk <= Risk.CHILD and risk < judged.risk):
        return ""
    return _(
        "The team looked at this on %(day)s and decided. You can report it again after %(again)s, or at once if it "
        "changes."
    ) % {"day": _told(judged.decided_at), "again": _told(judged.decided_at + REST)}


def _told(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y, H:i")


def reasons_left(judged: Case | None) -> list[tuple[str, str]]:
    """Those that are taken although the team has just judged the rest."""
    return [
        (reason.value, str(reason.label))
        for reason in Report.Reason
        if not why_not_again(judged, risk_of(reason.value))
    ]


def why_not_so_many(sent: ReportQuerySet, risk: int, *, now: datetime) -> str:
    """`sent`: all reports of the same member, or of visitors from the same place."""
    if risk <= Risk.CHILD:
        return ""
    if sent.filter(created_at__gt=now - SHORT).count() >= FEW:
        return _("We got several reports from you in a short time, and a person reads each. Send this in ten minutes.")
    if sent.filter(created_at__gt=now - DAY).count() >= MANY:
        return _("We got twenty reports from you in a day, and a person reads each. Please send this one tomorrow.")
    return ""


def why_not_challenge(report: Report, *, now: datetime) -> str:
    """Once, within six months, when it was decided that it may stay; the second look is the last."""
    decision = report.case.decision
    if report.case.is_open or decision is None or decision.restricts:
        return _("There is nothing to look at again.")
    if hasattr(report, "challenge"):
        return _("You have asked already.")
    if hasattr(report, "origin"):
        return _("Another moderator has looked again, and that answer is final.")
    if now - decision.created_at >= TIME_TO_APPEAL:
        return _("The six months in which this could be looked at again are over.")
    return ""
