"""Hand claimed mails to the mail server, each on its own; what becomes of them is recorded by actions.

A crash between the server's "accepted" and our record repeats one mail, with the same Message-ID.
"""

import contextlib
import logging
import smtplib
from collections import deque
from collections.abc import Iterable

from anymail.exceptions import AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from community.core.ical import method_of
from community.core.metrics import MAILS
from community.core.turns import Turn
from community.notifications.actions import give_up, hand_back, record_problem, record_sent, renew_lease
from community.notifications.actions.catching_up import say_own_words, say_when_it_was_due
from community.notifications.bounces import Bounce, bounce_of_status
from community.notifications.headers import headers_of
from community.notifications.models import Delivery
from community.notifications.providers import PROVIDERS
from community.notifications.return_paths import return_path_of, token_of
from community.notifications.wanting import is_still_wanted

logger = logging.getLogger(__name__)
MAILS_PER_CONNECTION = 100
PERMANENT = 500
POLICY = ("5.4.5", "5.7.")  # limits and policy of the server, not of the letter


class Line:
    """A connection to the mail server, for up to a hundred mails, opened anew after any failure."""

    def __init__(self) -> None:
        self.transport: BaseEmailBackend = get_connection(settings.MAIL_TRANSPORT)
        self.carried = 0

    def open(self) -> None:
        """One that is open stays so, up to a hundred mails."""
        if self.carried >= MAILS_PER_CONNECTION:
            self.close()
        self.transport.open()

    def send(self, delivery: Delivery) -> None:
        self.transport.send_messages([as_message(delivery, self.transport)])
        self.carried += 1

    def close(self) -> None:
        """A server that says nothing, or no, to our goodbye is none that we need."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.transport.close()
        self.carried = 0


def send_all(deliveries: Iterable[Delivery], line: Line | None = None, turn: Turn | None = None) -> int:
    """Send what was claimed, over a line that its owner closes or one for this batch; how many were accepted. What is
    not begun when the turn is over is handed back."""
    own, turn = line or Line(), turn or Turn()
    sent, waiting = 0, deque(deliveries)
    while waiting and turn.goes_on():
        sent += send_alone(waiting.popleft(), own)
    hand_back(list(waiting))
    if line is None:
        own.close()
    return sent


def send_alone(delivery: Delivery, line: Line) -> bool:
    """One bad letter must not stop the others, whatever is wrong with it."""
    try:
        return send_one(delivery, line)
    except Exception as problem:
        line.close()
        name = type(problem).__name__
        logger.warning("Mail not sent (EMAIL_URL): delivery %s, %s", delivery.pk, name)
        final, bounce = refused_for_good(problem), bounce_of(problem)
        record_problem(delivery, problem=name, final=final, bounce=bounce, now=timezone.now())
        MAILS.labels("refused" if final else "failed").inc()
        return False


def send_one(delivery: Delivery, line: Line) -> bool:
    """Send, then record. Looked at again just before: what was read or cancelled meanwhile is not sent. A slow greeting
    can last as long as the lease: what the lease has to outlast begins when the line is open."""
    if delivery.notification is not None and not is_still_wanted(delivery.notification):
        give_up(delivery, now=timezone.now())
        return False
    line.open()
    if not renew_lease(delivery, now=timezone.now()):
        return False
    say_when_it_was_due(delivery, now=timezone.now())
    say_own_words(delivery, now=timezone.now())
    line.send(delivery)
    MAILS.labels("sent").inc()
    return record_sent(delivery, now=timezone.now())


def as_message(delivery: Delivery, transport: BaseEmailBackend) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        delivery.subject,
        delivery.text,
        to=[delivery.to_address],
        headers=headers_of(delivery),
        connection=transport,
    )
    if delivery.html:
        message.attach_alternative(delivery.html, "text/html")
    if delivery.calendar:
        attach_calendar(message, delivery.calendar)
    if settings.ANYMAIL_ESP:
        tell_provider(message, delivery)
    elif return_path := return_path_of(delivery):
        message.extra_headers["From"], message.from_email = message.from_email, return_path
    return message


def tell_provider(message: EmailMultiAlternatives, delivery: Delivery) -> None:
    """Which mail it is, for its reports; and that nobody is to be watched reading it."""
    message.extra_headers |= PROVIDERS[settings.ANYMAIL_ESP].headers
    vars(message).update(metadata={"mail": token_of(delivery)}, track_opens=False, track_clicks=False)


def attach_calendar(message: EmailMultiAlternatives, calendar: str) -> None:
    """Twice: mail programs with a calendar take the alternative, if its method is named as in the text (RFC 6047); the
    others show a file to open. Providers take no such alternative: there the file has to do."""
    if not settings.ANYMAIL_ESP:
        message.attach_alternative(calendar, f"text/calendar; method={method_of(calendar)}")
    message.attach("invite.ics", calendar.encode(), "application/ics")


def refused_for_good(problem: Exception) -> bool:
    """Only what is said of this letter: a wrong password, greeting, sender or daily limit is ours to mend. A provider's
    interface says no to all sorts of things of ours: only what it says of the reader is for good."""
    if isinstance(problem, AnymailRecipientsRefused):
        return True
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _reason in problem.recipients.values())
    if not isinstance(problem, smtplib.SMTPDataError) or problem.smtp_code < PERMANENT:
        return False
    return not words_of(problem.smtp_error).startswith(POLICY)


def bounce_of(problem: Exception) -> Bounce | None:
    """What a refusal for good says of the address. Of a letter that was read it speaks only where it says so."""
    if isinstance(problem, AnymailRecipientsRefused):
        return Bounce.HARD
    if not refused_for_good(problem):
        return None
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        [(_code, reason)] = problem.recipients.values()
        return bounce_of_status(words_of(reason)) or Bounce.HARD
    return bounce_of_status(words_of(problem.smtp_error)) if isinstance(problem, smtplib.SMTPDataError) else None


def words_of(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
