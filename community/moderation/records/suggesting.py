"""What a moderator may do next, as a sentence. It is worked out from earlier decisions about the same name: a name
chosen for one conversation has a record of its own. A person decides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.accounts.models import Sanction
from community.moderation.models import Case, Decision, Guideline, Report, Risk

LATELY = timedelta(days=91)
LIKELY = {
    Report.Reason.ILLEGAL: {Guideline.LAW},
    Report.Reason.WORRIED: {Guideline.DISTRESS},
    Report.Reason.UNSAFE_ADVICE: {Guideline.OWN_EXPERIENCE, Guideline.NO_DOSES, Guideline.NO_DIAGNOSIS},
    Report.Reason.HARASSMENT: {Guideline.KINDNESS, Guideline.HATE},
    Report.Reason.PRIVACY: {Guideline.PRIVACY},
    Report.Reason.SPAM: {Guideline.ADVERTISING, Guideline.RECRUITMENT},
    Report.Reason.UNDER_AGE: {Guideline.ADULTS},
}


@dataclass(frozen=True)
class Earlier:
    """A decision that restricted something and still holds."""

    at: datetime
    guideline: str
    sanction: int | None = None


def suggestion(earlier: Sequence[Earlier], *, reasons: Collection[str], risk: int, now: datetime) -> str:
    if risk == Risk.LIFE:
        return _("Somebody may be in danger: see first that they have help. A limit can wait.")
    lately = [one for one in earlier if now - one.at <= LATELY]
    if not earlier:
        return _("No decision before: most often a word is enough.")
    if not lately:
        return _("No decision within the last 3 months: most often a word is enough.")
    return _after(max(one.sanction or 0 for one in lately)) or _after_none(lately, reasons)


def _after(gravest: int) -> str:
    if gravest >= Sanction.Kind.SUSPENSION:
        return _("The account was paused within the last 3 months: talk with a second moderator before you decide.")
    if gravest >= Sanction.Kind.SILENCE:
        return _("Writing was paused within the last 3 months: consider silence for 7 days.")
    if gravest >= Sanction.Kind.WARNING:
        return _("There was a warning within the last 3 months: consider silence for 3 days.")
    return ""


def _after_none(lately: Sequence[Earlier], reasons: Collection[str]) -> str:
    likely = {guideline for reason in reasons for guideline in LIKELY.get(Report.Reason(reason), set())}
    same = [one for one in lately if one.guideline in likely]
    if len(same) > 1:
        return _("Not the first time within 3 months for the same guideline: consider silence for 3 days.")
    if same:
        return _("Second time within 3 months for the same guideline: consider a warning.")
    return _("A decision within 3 months, for something else: a word may be enough.")


def suggested_next(case: Case, decisions: Sequence[Decision], *, now: datetime) -> str:
    """`decisions`: those about the same name that the moderator may see."""
    earlier = [
        Earlier(one.created_at, one.guideline, one.sanction.kind if one.sanction else None)
        for one in decisions
        if one.case_id != case.pk and one.restricts and one.case.decision_id == one.pk
    ]
    reasons = {report.reason for report in case.reports.all()}
    return suggestion(earlier, reasons=reasons, risk=case.risk, now=now)
