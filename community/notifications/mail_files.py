"""Mail transports where there is no mail server: on a laptop every mail becomes a file in var/mail/, and a process that
only writes to the outbox sends none at all."""

from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMail
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class MailFiles(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            file_for(message).write_bytes(message.message().as_bytes())
        return len(email_messages)


class NotHere(BaseEmailBackend):
    """Of a process that knows no way for mail (community/core/secrets.py): whoever sends from it should hear of it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise RuntimeError("Only workers send mail: this process has no key to a mail server.")


def file_for(message: EmailMessage) -> Path:
    """Named by time and Message-ID, so that a repeated mail is visibly the same one."""
    unique = str(message.extra_headers.get("Message-ID", "")).strip("<>").partition("@")[0]
    return Path(settings.MAIL_DIR) / f"{timezone.now():%Y%m%d-%H%M%S-%f}-{unique}.eml"


def latest_mails(count: int = 30) -> list[ParsedMail]:
    """What went out last, newest first."""
    files = sorted(Path(settings.MAIL_DIR).glob("*.eml"), reverse=True)[:count]
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
