"""The yardstick of sending: a loop over smtplib on one connection, with mails as ours are and nothing around it."""

import smtplib
import time
from email.message import EmailMessage

from django.utils import timezone

from community.accounts.models import User
from community.notifications.letters import write_letter


class Bare:
    def __init__(self, port):
        self.port = port

    def mails_a_second(self, number):
        member = User.objects.order_by("pk")[0]
        letter = write_letter(
            kind="reminder", recipient=member, path="/reminders/", due_at=timezone.now(), now=timezone.now()
        )
        started = time.perf_counter()
        with smtplib.SMTP("127.0.0.1", self.port, timeout=15) as line:
            for count in range(number):
                line.send_message(self.message(letter, count))
        return number / (time.perf_counter() - started)

    def message(self, letter, count):
        message = EmailMessage()
        message["From"], message["To"] = "noreply@steadfold.example", letter.to_address
        message["Subject"], message["Message-ID"] = letter.subject, f"<bare-{count}@steadfold.example>"
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        return message
