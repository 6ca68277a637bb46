"""The mails of somebody who asked to join. None says what the site is about."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from community.accounts.models import User
from community.accounts.readers import as_reader
from community.notifications.actions import put_in_outbox
from community.notifications.letters import dress_up


def tell_let_in(member: User, *, now: datetime) -> None:
    with as_reader(member):
        body = _("Your account is open. You can sign in now:\n%(link)s")
        _send(member, _("You can sign in now"), body % {"link": _link("account_login")}, now=now)


def tell_not_let_in(member: User, *, now: datetime) -> None:
    with as_reader(member):
        body = _(
            "Thank you for asking to join. The team has decided not to open an account for you.\n\n"
            "What you gave us, this address included, is erased once this mail has left."
        )
        _send(member, _("About your request"), f"{body}\n\n{_where_to_write()}", now=now)


def tell_not_answered(member: User, *, now: datetime) -> None:
    with as_reader(member):
        body = _(
            "You asked to join, and nobody of the team has answered in 30 days. We are sorry: that is on our side.\n\n"
            "We do not keep what you gave us for longer than that, so it is erased once this mail has left. You can "
            "ask again:\n%(link)s"
        )
        words = body % {"link": _link("account_signup")}
        _send(member, _("About your request"), f"{words}\n\n{_where_to_write()}", now=now)


def _where_to_write() -> str:
    if not settings.CONTACT_EMAIL:
        return _("If you want to write to the team:\n%(link)s") % {"link": _link("moderation:contact")}
    return _("If you want to write to the team: %(address)s") % {"address": settings.CONTACT_EMAIL}


def _link(name: str) -> str:
    return f"{settings.BASE_URL}{reverse(name)}"


def _send(member: User, subject: str, body: str, *, now: datetime) -> None:
    put_in_outbox(dress_up(member.email, f"{subject} · {settings.SITE_NAME}", body), now=now)
