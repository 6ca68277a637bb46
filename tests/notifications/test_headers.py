"""What stands above each mail, as it arrives at a mail server."""

import email
from email import policy

import pytest
from django.core import mail
from django.core.mail import send_mail

from community.notifications import actions
from community.notifications.models import Delivery, Notification
from community.notifications.tasks import send_due_deliveries
from community.notifications.ways import STOPPABLE
from tests.factories import NOON

CANARY = "blepharospasm"


def sent(member, kind="reply", **changes):
    fields = {"recipient": member, "kind": kind, "text": f"About {CANARY}", "url": "/x/", "key": f"{CANARY}-1"}
    actions.notify(**{**fields, "now": NOON, "due_at": NOON, **changes})
    send_due_deliveries()
    return email.message_from_bytes(mail.outbox[-1].message().as_bytes(), policy=policy.default)


@pytest.mark.parametrize("kind", Notification.Kind.values)
def test_every_mail_of_a_list_says_so_and_how_to_leave_it(ada, settings, kind):
    message = sent(ada, kind)

    assert message["List-Id"] == "<notices.steadfold.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    if kind in STOPPABLE:
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        link = message["List-Unsubscribe"].strip(" <>")
        assert link.startswith(f"{settings.BASE_URL}/mail/stop/")
        assert link in message.get_body(["plain"]).get_content()
    else:
        assert message["List-Unsubscribe"] is None
    assert CANARY not in str(message)
    assert ada.email not in str(message).replace(f"To: {ada.email}", "")


def test_codes_and_passwords_are_no_list(db, settings):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"
    send_mail("Your code · Steadfold", "Your code is:\n\nABC123", None, ["a@x.example"])

    send_due_deliveries()

    headers = mail.outbox[0].extra_headers
    assert set(headers) == {"Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language"}
    assert "Stop mails" not in mail.outbox[0].body


def test_mails_about_one_thing_stand_together(ada, bo):
    first = sent(ada)
    actions.mark_all_read(ada, now=NOON)
    again, other, of_bo = sent(ada), sent(ada, key="thread-2"), sent(bo)

    assert first["References"] == first["In-Reply-To"] == again["References"]
    assert len({message["References"] for message in (again, other, of_bo)}) == 3
    assert first["Message-ID"] != again["Message-ID"]


def test_what_has_no_key_belongs_to_nothing(ada):
    assert sent(ada, key="")["References"] is None


def test_a_member_cannot_write_headers(ada):
    message = sent(ada, key="a\r\nBcc: eve@x.example", text="b\r\nBcc: eve@x.example", url="/x/\r\nBcc: eve@x.example")

    assert message["Bcc"] is None
    assert Delivery.objects.get().sent_at is not None
