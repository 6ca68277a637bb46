"""Members and visitors point at trouble, and ask once that somebody else looks again."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.holding import as_now
from community.accounts.models import User
from community.chat.actions import alert_hosts
from community.core.models import SAME_SUBMIT
from community.moderation.actions.cases import Kind, locked, must_be_told, open_case, record
from community.moderation.models import Case, Challenge, Report, risk_of
from community.moderation.permissions import can_report
from community.moderation.querysets import ReportQuerySet
from community.moderation.reportable import judged_lately, why_not_again, why_not_challenge, why_not_so_many
from community.moderation.subjects import SUBJECTS


class ReportRefused(PermissionDenied):
    """Not now; the text says why and until when."""


@dataclass(frozen=True)
class Visitor:
    """Who reports without an account. `mark` tells for a day who asks too often, and cannot be turned back."""

    name: str = ""
    email: str = ""
    mark: str = ""

    @property
    def columns(self) -> dict[str, str]:
        return {"visitor_name": self.name, "visitor_email": self.email, "visitor_mark": self.mark}


@dataclass(frozen=True)
class Words:
    """What was said about it, as the columns of a report."""

    reason: str
    words: str = ""
    shows_child_abuse: bool = False
    in_good_faith: bool = False

    @property
    def risk(self) -> int:
        return risk_of(self.reason, shows_child_abuse=self.shows_child_abuse)


@transaction.atomic
def file_report(
    *, kind: str, pk: Any, reporter: User | None = None, visitor: Visitor | None = None, now: datetime, **said: Any
) -> Report:
    """Keep the text as it is now and add the report to the open case; a second one by the same member is the first."""
    about, words, reporter = SUBJECTS[kind], Words(**said), reporter and as_now(reporter)
    reader = reporter or AnonymousUser()
    seen = about.reportable_to(reader, now=now)
    allowed = seen if reporter is None or can_report(reporter) else seen.none()
    subject = allowed.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if subject is None:
        raise PermissionDenied(_("You cannot report this now."))
    who = {"reporter": reporter} if reporter else (visitor or Visitor()).columns
    if (already := _already(subject, kind, who, words, now=now)) is not None:
        return already
    judged = judged_lately(subject, kind=kind, by=reader, now=now)
    refusal = why_not_again(judged, words.risk) or why_not_so_many(_sent_by(who), words.risk, now=now)
    if refusal:
        raise ReportRefused(refusal)
    case = open_case(subject, kind=kind, origin=Case.Origin.REPORT, risk=words.risk, actor=None, now=now)
    kept = vars(words) | _snapshot(subject, kind=kind, reporter=reporter)
    if kind == "message":
        alert_hosts(subject)
    return _add(case, who | kept, now=now)


def _already(subject: Any, kind: str, who: dict[str, Any], words: Words, *, now: datetime) -> Report | None:
    """What this member has said about it and still waits, or the same form sent twice."""
    same = Report.objects.about(subject.pk, kind=kind).filter(**who, created_at__gt=now - SAME_SUBMIT, **vars(words))
    waiting = report_of(who["reporter"], kind=kind, pk=subject.pk) if "reporter" in who else None
    return waiting or same.filter(origin=None).first()


def _sent_by(who: dict[str, Any]) -> ReportQuerySet:
    """Visitors are told apart by their mark alone: names and addresses are quickly changed."""
    mark = {name: value for name, value in who.items() if name in ("reporter", "visitor_mark")}
    return Report.objects.filter(**mark)


def _snapshot(subject: Any, *, kind: str, reporter: User | None) -> dict[str, str]:
    about = SUBJECTS[kind]
    return {
        "excerpt": about.excerpt_of(subject, reporter or AnonymousUser()),
        "byline": str(about.byline_of(subject)),
        "path": about.address_of(subject),
        "revision": about.revision_of(subject),
        "fingerprint": about.fingerprint_of(subject),
    }


def _add(case: Case, columns: dict[str, Any], *, now: datetime) -> Report:
    is_visitors = columns.get("reporter") is None
    token = secrets.token_urlsafe(32) if is_visitors else None
    report = case.reports.create(token=token, created_at=now, **columns)
    record(case, Kind.REPORTED, actor=None, words=str(report.get_reason_display()), now=now)
    return report


def report_of(reporter: User, *, kind: str, pk: Any) -> Report | None:
    """What this member has reported about this thing and still waits."""
    return Report.objects.visible_to(reporter).about(pk, kind=kind).waiting().first()


@transaction.atomic
def challenge(report: Report, *, words: str, now: datetime) -> Challenge:
    """A fresh case about the same thing, with what was kept then, for a moderator who had no part in the first."""
    report.case = locked(report.case)
    if (twin := Challenge.objects.filter(report=report, again__words=words).first()) is not None:
        return twin
    must_be_told(why_not_challenge(report, now=now))
    kind, subject = report.case.kind, report.case.subject
    if report.reporter is not None and report_of(report.reporter, kind=kind, pk=subject.pk) is not None:
        raise PermissionDenied(_("You have reported it anew, and that waits for a moderator."))
    case = open_case(subject, kind=kind, origin=Case.Origin.REPORT, risk=report.risk, actor=None, now=now)
    again = _add(case, {name: getattr(report, name) for name in CARRIED_OVER} | {"words": words}, now=now)
    record(case, Kind.CHALLENGED, actor=None, words=_("Case %(number)s") % {"number": report.case_id}, now=now)
    return Challenge.objects.create(report=report, again=again, created_at=now)


CARRIED_OVER = [
    *("reporter", "visitor_name", "visitor_email", "visitor_mark"),
    *("reason", "shows_child_abuse", "in_good_faith"),
    *("excerpt", "byline", "path", "revision", "fingerprint"),
]
