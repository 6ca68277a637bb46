"""Django's mail backend of this site: whatever any library sends becomes an outbox row first."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from community.notifications.actions import put_in_outbox
from community.notifications.letters import Letter, dress_up


class Outbox(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        letters = [letter for message in email_messages for letter in letters_of(message)]
        for letter in letters:
            put_in_outbox(letter, now=timezone.now())
        return len(letters)


def letters_of(message: EmailMessage) -> list[Letter]:
    """One letter for each recipient: nobody sees another's address."""
    return [dress_up(address, str(message.subject), str(message.body)) for address in message.recipients()]
