"""Reporting, deciding, appealing. Whoever writes locks the subject's row first and the case's second."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.chat.actions import hide_message, restore_message
from community.conversations.actions import hide_message as hide_private_message
from community.conversations.actions import restore_message as restore_private_message
from community.core.models import SAME_SUBMIT
from community.forum.actions import hide_post, restore_post
from community.moderation.models import Appeal, Case, Decision, Report
from community.moderation.permissions import can_appeal, can_moderate_case, can_report
from community.moderation.subjects import SUBJECTS
from community.notifications.actions import notify
from community.notifications.models import Notification


class CaseMoved(Exception):
    """Something happened to the case since it was read; nothing was changed. The text says what."""


@transaction.atomic
def file_report(*, kind: str, pk: int, reporter: User, reason: str, words: str = "", now: datetime) -> Report:
    """Keep the text as it is now and add the report to the open case; a second one by the same member is the first."""
    seen = SUBJECTS[kind].visible_to(reporter).select_for_update(of=("self",), no_key=True)
    subject = seen.filter(pk=pk).first() if can_report(reporter) else None
    if subject is None:
        raise PermissionDenied(_("You cannot report this now."))
    if (already := report_of(reporter, kind=kind, pk=pk)) is not None:
        return already
    case, _opened = Case.objects.open().get_or_create(**{kind: subject}, decided_at=None, defaults={"opened_at": now})
    report = case.reports.create(
        reporter=reporter,
        reason=reason,
        words=words,
        excerpt=SUBJECTS[kind].excerpt_of(subject, reporter),
        created_at=now,
    )
    case.risk, case.version = min(case.risk, report.risk), case.version + 1
    case.save(update_fields=["risk", "version"])
    return report


def report_of(reporter: User, *, kind: str, pk: int) -> Report | None:
    """What this member has reported about this thing, whether it is decided or not."""
    return Report.objects.visible_to(reporter).filter(**{f"case__{kind}__pk": pk}).first()


@transaction.atomic
def decide(
    case: Case, *, moderator: User, version: int, outcome: str, guideline: str = "", words: str = "", now: datetime
) -> Decision:
    """Close a case as it was at `version`, make it so, and tell everyone concerned."""
    case = _locked(case)
    chosen = {"outcome": outcome, "guideline": guideline if outcome == Decision.Outcome.HIDDEN else "", "words": words}
    twins = case.decisions.filter(moderator=moderator, created_at__gt=now - SAME_SUBMIT, **chosen)
    if (twin := twins.first()) is not None:
        return twin
    if not can_moderate_case(moderator, case):
        raise PermissionDenied(_("Another moderator has to decide this case."))
    if case.decided_at is not None:
        raise CaseMoved(
            _("Another moderator has decided this case while you were reading. Nothing was changed by you.")
        )
    if case.version != version:
        raise CaseMoved(_("Something new came in while you were reading. Please look again before you decide."))
    before = case.decisions.last()
    decision = case.decisions.create(moderator=moderator, after_appeal=before is not None, created_at=now, **chosen)
    _close(case, now=now)
    _take_effect(decision, now=now)
    _tell_author(decision, now=now)
    if before is None or before.outcome != outcome:
        _tell_reporters(decision, now=now)
    return decision


def _locked(case: Case) -> Case:
    """The case and its subject as they are now, kept from other writers until commit."""
    subject = case.about.model.objects.select_for_update(no_key=True).get(pk=case.subject.pk)
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    setattr(case, case.kind, subject)
    return case


def _close(case: Case, *, now: datetime) -> None:
    case.decided_at, case.version = now, case.version + 1
    case.save(update_fields=["decided_at", "version"])


def _take_effect(decision: Decision, *, now: datetime) -> None:
    """Through the app that owns the text. Only an appeal can bring back what was hidden."""
    case = decision.case
    if decision.hides:
        reason = decision.get_guideline_display()
        take_down(case, moderator=decision.moderator, reason=reason, now=now)
    elif decision.after_appeal:
        put_back(case, moderator=decision.moderator, now=now)


def take_down(case: Case, *, moderator: User, reason: str, now: datetime) -> None:
    if case.post is not None:
        hide_post(case.post, moderator=moderator, reason=reason, now=now)
    if case.message is not None:
        hide_message(case.message, moderator=moderator, now=now)
    if case.private_message is not None:
        hide_private_message(case.private_message, moderator=moderator, now=now)


def put_back(case: Case, *, moderator: User, now: datetime) -> None:
    if case.post is not None:
        restore_post(case.post, moderator=moderator)
    if case.message is not None:
        restore_message(case.message, moderator=moderator, now=now)
    if case.private_message is not None:
        restore_private_message(case.private_message, moderator=moderator)


def _tell_author(decision: Decision, *, now: datetime) -> None:
    if not decision.hides and not decision.after_appeal:
        return
    if decision.after_appeal and decision.hides:
        text = _("The team looked again: what you wrote stays hidden. Here is why.")
    elif decision.after_appeal:
        text = _("The team looked again: what you wrote can be read again.")
    else:
        text = _("The team hid something you wrote. Here is why, and what you can do.")
    _tell(decision.case.subject.author, text, decision, now=now)


def _tell_reporters(decision: Decision, *, now: datetime) -> None:
    """Each on the own receipt. Nobody learns from this who else reported."""
    for report in decision.case.reports.select_related("reporter"):
        if decision.hides:
            text = _("Thank you for your report. The team hid what you reported.")
        else:
            text = _("Thank you for your report. The team decided that the text may stay.")
        _tell(report.reporter, text, report, now=now)


def _tell(recipient: User, text: str, about: Any, *, now: datetime) -> None:
    url = about.get_absolute_url()
    notify(recipient=recipient, kind=Notification.Kind.MODERATION, text=text, url=url, key=url, now=now)


@transaction.atomic
def appeal(decision: Decision, *, author: User, words: str, now: datetime) -> Appeal:
    """Open the case again for a moderator who has not decided it yet."""
    case = decision.case = _locked(decision.case)
    twin = Appeal.objects.filter(case=case, words=words, created_at__gt=now - SAME_SUBMIT).first()
    if twin is not None and case.subject.author_id == author.pk:
        return twin
    if not can_appeal(author, decision):
        raise PermissionDenied(_("You have asked already, or this cannot be looked at again."))
    appeal = Appeal.objects.create(case=case, words=words, created_at=now)
    case.decided_at, case.version = None, case.version + 1
    case.save(update_fields=["decided_at", "version"])
    return appeal
