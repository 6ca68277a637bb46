from django.core.mail import send_mail

from community.notifications.mail_files import latest_mails
from community.notifications.models import Delivery
from community.notifications.tasks import send_due_deliveries


def test_whatever_sends_mail_writes_an_outbox_row(db, mailoutbox, settings):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"

    assert send_mail("Your code · Steadfold", "Your code is:\n\nABC123", None, ["a@x.example", "b@x.example"]) == 2

    assert set(Delivery.objects.values_list("to_address", flat=True)) == {"a@x.example", "b@x.example"}
    assert mailoutbox == []


def test_library_mails_say_the_same_as_text_and_as_html(db, settings):
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"

    send_mail("Your code · Steadfold", "Your code is:\n\nABC123", None, ["a@x.example"])

    delivery = Delivery.objects.get()
    for part in (delivery.text, delivery.html):
        assert "ABC123" in part
        assert "/urgent-help/" in part
    assert delivery.html.count("<h1") == 1
    assert "http://" not in delivery.html.replace(settings.BASE_URL, "")


def test_mail_files_can_be_read_back(ada, settings, tmp_path):
    settings.MAIL_TRANSPORT = "community.notifications.mail_files.MailFiles"
    settings.MAIL_DIR = tmp_path
    settings.EMAIL_BACKEND = "community.notifications.outbox.Outbox"
    send_mail("Your code · Steadfold", "Your code is:\n\nABC123", None, ["a@x.example"])

    send_due_deliveries()

    [parsed] = latest_mails()
    assert parsed["Subject"] == "Your code · Steadfold"
    assert "ABC123" in parsed.get_body(preferencelist=("plain",)).get_content()
