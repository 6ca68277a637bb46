"""What goes to calendars by mail, as it arrives."""

import email
from email import policy

from django.core import mail

from community.accounts.models import User
from community.chat.actions.inviting import send_to_calendar
from community.notifications.tasks import send_due_deliveries
from tests.calendar_reader import read
from tests.factories import NOON


def invite(meeting, member, now=NOON):
    return send_to_calendar(meeting=meeting, member=member, now=now)


def sent():
    """What has gone out since the last time, as it arrives."""
    mail.outbox.clear()
    send_due_deliveries()
    return [email.message_from_bytes(found.message().as_bytes(), policy=policy.default) for found in mail.outbox]


def calendar_in(message):
    """Method and event of the one calendar in a mail, or None; file and part say the same."""
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    files = [part for part in message.iter_attachments() if part.get_filename()]
    if not parts:
        assert files == []
        return None
    [part], [file] = parts, files
    data = part.get_payload(decode=True)
    data = b"\r\n".join(data.splitlines()) + b"\r\n"  # as the mail server writes them
    calendar, [event] = read(data)
    assert (file.get_filename(), file.get_content_type()) == ("invite.ics", "application/ics")
    assert read(file.get_payload(decode=True)) == (calendar, [event])
    assert part.get_param("method") == calendar["METHOD"]
    assert part.get_content_charset() == "utf-8"
    assert (event["STATUS"] == "CANCELLED") == (calendar["METHOD"] == "CANCEL")
    return calendar["METHOD"], event


def messages_in(mails):
    return [(method, event["SEQUENCE"]) for method, event in map(calendar_in, mails)]


def mails_come_back(member):
    """Their address gets no more of them."""
    stop = {"mail_stopped_for": member.email, "mail_stopped_why": "bounced", "mail_stopped_at": NOON}
    User.objects.filter(pk=member.pk).update(**stop)
