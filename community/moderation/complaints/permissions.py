"""Who may complain now, and who answers. `why_not…` answers with a sentence, empty when they may."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.moderation.complaints.models import Complaint
from community.moderation.complaints.querysets import ComplaintQuerySet

SHORT, FEW = timedelta(minutes=10), 3
DAY, MANY = timedelta(days=1), 10


def can_read_complaints(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and user.is_active and (user.is_moderator or user.is_superuser)


def why_not_complain(sent: ComplaintQuerySet, *, now: datetime) -> str:
    """`sent`: all complaints of the same member, or of visitors from the same place."""
    if sent.filter(created_at__gt=now - SHORT).count() >= FEW:
        return _("We got several complaints from you in a short time, and a person reads each. Try in ten minutes.")
    if sent.filter(created_at__gt=now - DAY).count() >= MANY:
        return _("We got ten complaints from you in a day, and a person reads each. Please send this one tomorrow.")
    return ""


def why_not_answer(user: User, complaint: Complaint) -> str:
    if not can_read_complaints(user) or user.is_silenced:
        return _("You cannot answer complaints now.")
    if complaint.complainant_id == user.pk:
        return _("It is your own complaint. Somebody else answers it.")
    if complaint.answered_at is not None:
        return _("Somebody has answered this complaint already.")
    return ""
