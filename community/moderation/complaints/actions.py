"""Take a complaint, and answer it. Mails about it say no more than that there is a message from the team."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.accounts.holding import as_now, held_now
from community.accounts.models import User
from community.core.models import SAME_SUBMIT
from community.moderation.actions.telling import mail_visitor
from community.moderation.complaints.models import Complaint
from community.moderation.complaints.permissions import why_not_answer, why_not_complain
from community.notifications.actions import mark_read_about, notify
from community.notifications.models import Notification

KEY = "complaints"  # one mail for all that have come in since the reader last looked


class NotTaken(PermissionDenied):
    """Not now; the text says why."""


@transaction.atomic
def complain(
    *,
    kind: str,
    words: str,
    complainant: User | None = None,
    shows_name: bool = False,
    visitor_email: str = "",
    visitor_mark: str = "",
    now: datetime,
) -> Complaint:
    """The same form sent twice is one complaint."""
    if complainant is not None:
        complainant = held_now(complainant)
    columns = {"kind": kind, "words": words, "complainant": complainant, "shows_name": shows_name}
    columns |= {"visitor_email": visitor_email, "visitor_mark": visitor_mark}
    if (twin := Complaint.objects.same_submit(columns, since=now - SAME_SUBMIT).first()) is not None:
        return twin
    if refusal := why_not_complain(Complaint.objects.sent_by(complainant, mark=visitor_mark), now=now):
        raise NotTaken(refusal)
    complaint = Complaint.objects.create(token=secrets.token_urlsafe(32), created_at=now, **columns)
    _tell_team(complaint, now=now)
    return complaint


def _tell_team(complaint: Complaint, *, now: datetime) -> None:
    text, url = _("A complaint waits for an answer."), reverse("moderation:complaints")
    readers = User.objects.filter(Q(is_moderator=True) | Q(is_superuser=True), is_active=True)
    for reader in readers.exclude(pk=complaint.complainant_id):
        notify(recipient=reader, kind=Notification.Kind.MODERATION, text=text, url=url, key=KEY, now=now)


@transaction.atomic
def answer_complaint(complaint: Complaint, *, answered_by: User, words: str, now: datetime) -> Complaint:
    """Once, in the name of the team; from then on nothing is needed to reach a visitor. Sent twice it is one answer."""
    complaint = Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    if (complaint.answered_by_id, complaint.answer) == (answered_by.pk, words):
        return complaint
    if refusal := why_not_answer(as_now(answered_by), complaint):
        raise NotTaken(refusal)
    _tell_complainant(complaint, now=now)
    complaint.answer, complaint.answered_by, complaint.answered_at = words, answered_by, now
    complaint.visitor_email = complaint.visitor_mark = ""
    complaint.save(update_fields=["answer", "answered_by", "answered_at", "visitor_email", "visitor_mark"])
    return complaint


def _tell_complainant(complaint: Complaint, *, now: datetime) -> None:
    url = complaint.get_absolute_url()
    if complaint.complainant is not None:
        text, kind = _("The team has answered your complaint."), Notification.Kind.MODERATION
        notify(recipient=complaint.complainant, kind=kind, text=text, url=url, key=url, now=now)
    elif complaint.visitor_email:
        mail_visitor(complaint.visitor_email, path=url, now=now)


def look_at_complaints(reader: User, *, now: datetime) -> None:
    mark_read_about(reader, kind=Notification.Kind.MODERATION, key=KEY, now=now)


def look_at_answer(complaint: Complaint, *, reader: User, now: datetime) -> None:
    mark_read_about(reader, kind=Notification.Kind.MODERATION, key=complaint.get_absolute_url(), now=now)
