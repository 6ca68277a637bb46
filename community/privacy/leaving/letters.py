"""The two mails of somebody who leaves. Neither says what the site is about."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.accounts.readers import as_reader
from community.core.security_log import Event, note_event
from community.notifications.actions import put_in_outbox
from community.notifications.letters import dress_up
from community.notifications.models import Delivery
from community.privacy.models import Leaving

SIGNER = signing.Signer(salt="privacy.leaving")


def link_to_undo(leaving: Leaving) -> str:
    """Good for this leaving alone: a later one has another row."""
    return reverse("privacy:undo_leaving", args=[SIGNER.sign(str(leaving.pk))])


def leaving_at(token: str, *, now: datetime) -> Leaving | None:
    try:
        pk = SIGNER.unsign(token)
    except signing.BadSignature:
        note_event(Event.FORGED_LINK, what="stay")
        return None
    return Leaving.objects.undoable(now=now).select_related("member").filter(pk=pk).first()


def tell_begun(leaving: Leaving, member: User, *, now: datetime) -> Delivery:
    with as_reader(member):
        words = {
            "day": date_format(localtime(leaving.due_at, member.zone), "j F Y, H:i"),
            "link": f"{settings.BASE_URL}{link_to_undo(leaving)}",
        }
        body = _(
            "You asked to close your account. It is out of use now, and will be erased on %(day)s.\n\n"
            "If you changed your mind, or if it was not you, open this page before then:\n%(link)s"
        )
        return _send(member, _("Your account is being closed"), body % words, now=now)


def tell_done(member: User, *, sealed: bool, now: datetime) -> Delivery:
    with as_reader(member):
        body = _("Your account is closed and erased. This is the last mail from us: your address is erased with it.")
        if sealed:
            body += "\n\n" + _(
                "What the team decided about reports stays under seal for as long as we may have to show it, and is "
                "then erased too. Your address is not part of it."
            )
        return _send(member, _("Your account is closed"), body, now=now)


def _send(member: User, subject: str, body: str, *, now: datetime) -> Delivery:
    return put_in_outbox(dress_up(member.email, f"{subject} · {settings.SITE_NAME}", body), now=now)
