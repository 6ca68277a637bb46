"""How things stand with a decision, in a word."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.accounts.models import Sanction
from community.moderation.models import Decision


def state_of(decision: Decision, *, now: datetime) -> str:
    if decision.is_undone:
        return _("Taken back within a day")
    if decision.is_overturned:
        return _("Overturned after another look")
    if decision.case.decision_id != decision.pk:
        return _("No longer in force")
    if hasattr(decision, "appeal") and not hasattr(decision.appeal, "answer"):
        return _("In force; another moderator is asked to look again")
    limit = decision.sanction
    if limit is not None and limit.until is not None:
        return _limited(limit, limit.until, now=now)
    return _("In force")


def _limited(limit: Sanction, until: datetime, *, now: datetime) -> str:
    if limit.is_in_force_at(now):
        when = {"when": date_format(localtime(until), "j F Y, H:i")}
        return _("In force; the limit of the account until %(when)s") % when
    return _("In force; the limit of the account has ended")
