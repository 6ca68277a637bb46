"""The mails this machine would have sent, to read in the browser. Only while DEBUG is on."""

from email.message import EmailMessage

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.notifications.mail_files import latest_mails


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/dev_mail.html", {"mails": [summary(parsed) for parsed in latest_mails()]})


def summary(parsed: EmailMessage) -> dict[str, str]:
    body = parsed.get_body(preferencelist=("plain",))
    return {
        "to": str(parsed["To"]),
        "subject": str(parsed["Subject"]),
        "date": str(parsed["Date"]),
        "text": body.get_content() if body else "",
    }
