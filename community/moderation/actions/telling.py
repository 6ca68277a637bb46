"""What everyone concerned is told. Nobody learns who reported; mails say no more than "a message from the team"."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.accounts.models import Sanction, User
from community.accounts.readers import as_reader
from community.moderation.models import Answer, Appeal, Case, Decision, Outcome, Report
from community.notifications.actions import notify, put_in_outbox, take_back
from community.notifications.letters import dress_up
from community.notifications.models import Notification


def tell_author(decision: Decision, *, now: datetime) -> None:
    """At once. A text that may stay needs no word."""
    text = _words_for_author(decision)
    if text is not None:
        _tell(decision.case.author, text, decision, now=now)


def _words_for_author(decision: Decision) -> Promise | None:
    if decision.sanction is not None:
        if decision.sanction.kind == Sanction.Kind.WARNING:
            return _("The team asks you to take care with something. Here is what, and why.")
        return _("The team has limited your account. Here is why, and what you can do.")
    if decision.hides:
        return _("The team hid something you wrote. Here is why, and what you can do.")
    if decision.outcome == Outcome.APPROVED:
        return _("What you wrote has appeared.")
    if decision.outcome == Outcome.NO_ACTION:
        return None
    return _("The team changed something about what you wrote. Here is what, and why.")


def tell_reporters(case: Case, decision: Decision | None, *, now: datetime) -> None:
    """Each on the own receipt. Nobody learns from this who else reported."""
    if decision is None:
        text = _("Thank you for your report. The team looked again and decided otherwise.")
    elif decision.restricts:
        text = _("Thank you for your report. The team acted on it.")
    else:
        text = _("Thank you for your report. The team decided that the text may stay.")
    for report in case.reports.select_related("reporter"):
        _tell_reporter(report, text, now=now)


def _tell_reporter(report: Report, text: Promise, *, now: datetime) -> None:
    """A visitor gets a mail with the receipt's address, if there is one to send it to, and no word of what it says."""
    if report.reporter is not None:
        _tell(report.reporter, text, report, now=now)
    elif report.visitor_email:
        mail_visitor(report.visitor_email, path=report.get_absolute_url(), now=now)


def mail_visitor(address: str, *, path: str, now: datetime) -> None:
    """In the site's language: nobody knows theirs."""
    link = f"{settings.BASE_URL}{path}"
    with as_reader(None):
        body = _("There is a message from the team for you. You can read it here:\n%(link)s") % {"link": link}
        subject = _("A message from the team") + f" · {settings.SITE_NAME}"
        letter = dress_up(address, subject, body)
    put_in_outbox(letter, now=now)


def tell_undone(decision: Decision, *, now: datetime) -> None:
    """Whoever has not looked yet need not; whoever has is told."""
    text = _("The team took a decision back and looks at it anew.")
    people: list[tuple[User, Any]] = [(decision.case.author, decision)]
    for report in decision.case.reports.select_related("reporter"):
        if report.reporter is None:
            _tell_reporter(report, text, now=now)
        else:
            people.append((report.reporter, report))
    for person, about in people:
        url = about.get_absolute_url()
        told = person.notifications.filter(key=url)
        if not take_back(User.objects.filter(pk=person.pk), key=url, now=now) and told.exists():
            _tell(person, text, about, now=now)


def tell_answer(appeal: Appeal, answer: Answer, *, now: datetime) -> None:
    if answer.upheld:
        text = _("The team looked again: you were right, and the decision no longer holds.")
    else:
        text = _("The team looked again: the decision stands. Here is why.")
    _tell(appeal.decision.case.author, text, appeal.decision, now=now)


def _tell(recipient: User, text: Promise, about: Any, *, now: datetime) -> None:
    url = about.get_absolute_url()
    notify(recipient=recipient, kind=Notification.Kind.MODERATION, text=text, url=url, key=url, now=now)
