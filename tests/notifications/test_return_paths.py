"""Mails that come back to BOUNCE_ADDRESS: from the envelope to the command that reads them."""

import io
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DataError, InterfaceError, OperationalError, connection

from community.notifications import actions
from community.notifications.models import Delivery
from community.notifications.return_paths import return_path_of, token_of
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON
from tests.notifications.reports import BOUNCE_ADDRESS, big, complaint, failed, nested, plain, report
from tests.notifications.smtp import Moody


@pytest.fixture(autouse=True)
def bounce_address(settings):
    settings.BOUNCE_ADDRESS = BOUNCE_ADDRESS


@pytest.fixture
def sent(ada):
    actions.notify(recipient=ada, kind="reply", text="Bo replied", url="/posts/1/", key="thread-1", now=NOON)
    send_due_deliveries()
    return Delivery.objects.get()


@pytest.fixture
def read(monkeypatch, capsys):
    """What the command says of a mail on its standard input."""

    def run(source, **options):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(source)))
        call_command("read_bounce", **options)
        return capsys.readouterr().out.strip()

    return run


def is_stopped(member):
    member.refresh_from_db()
    return member.gets_no_mails


def test_each_mail_has_a_return_path_of_its_own_and_keeps_its_sender(ada, settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    for number in range(2):
        actions.notify(recipient=ada, kind="reply", text="Bo", url="/x/", key=f"thread-{number}", now=NOON)
    with Moody().open() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        send_due_deliveries()

    envelopes = [line for line in server.lines if line.upper().startswith("MAIL")]
    paths = [return_path_of(delivery) for delivery in Delivery.objects.order_by("pk")]
    assert [re.search("<(.+)>", line)[1].lower() for line in envelopes] == paths
    assert len(set(paths)) == 2
    assert all(len(path.partition("@")[0]) <= 64 for path in paths)
    assert {letter["From"] for letter in server.letters} == {settings.DEFAULT_FROM_EMAIL}


def test_without_the_setting_a_mail_goes_back_to_its_sender(ada, settings, sent):
    settings.BOUNCE_ADDRESS = ""
    actions.notify(recipient=ada, kind="mention", text="Bo", url="/x/", now=NOON)
    send_due_deliveries()

    assert mail.outbox[0].from_email == return_path_of_first(sent, settings)
    assert mail.outbox[1].from_email == settings.DEFAULT_FROM_EMAIL
    assert "From" not in mail.outbox[1].extra_headers


def return_path_of_first(delivery, settings):
    settings.BOUNCE_ADDRESS = BOUNCE_ADDRESS
    return return_path_of(delivery)


@pytest.mark.parametrize(
    ("make", "words", "bounce", "stops"),
    [
        (lambda to: report(failed("5.1.1"), to=to), "Taken: a hard bounce", "hard", True),
        (lambda to: report(failed("5.1.1"), to=to.upper()), "Taken: a hard bounce", "hard", True),
        (lambda to: report(failed("5.2.2"), to=to), "Taken: a soft bounce", "soft", False),
        (complaint, "Taken: a complaint", "complaint", True),
        (lambda to: plain("From: MAILER-DAEMON@x.example", to=to), "Taken: a bounce without a report", "soft", False),
        (lambda to: report(failed("4.4.1", "delayed"), to=to), "Nothing to do: a delay", "", False),
        (lambda to: plain("Auto-Submitted: auto-replied", to=to), "Nothing to do: an automatic answer", "", False),
        (lambda to: plain("From: x@x.example", to=to), "Nothing to do: no report", "", False),
        (big, "Nothing to do: no report", "", False),
    ],
)
def test_what_comes_back_is_told_apart(ada, sent, read, make, words, bounce, stops):
    assert read(make(return_path_of(sent))) == words

    sent.refresh_from_db()
    assert (sent.bounce, is_stopped(ada)) == (bounce, stops)


def test_the_address_may_be_told_by_the_mail_server(ada, sent, read):
    source = report(failed("5.1.1"), to="undisclosed-recipients:;")

    assert read(source) == "Not ours: a hard bounce"
    assert read(source, to=return_path_of(sent)) == "Taken: a hard bounce"
    assert is_stopped(ada)


def test_a_report_before_ten_million_letters_is_read(ada, sent, read):
    assert read(report(failed("5.1.1"), to=return_path_of(sent)) + b"x" * 10_000_000) == "Taken: a hard bounce"


def forged(delivery):
    pk, mark = token_of(delivery).split("-")
    return {
        "altered": f"{pk}-{mark[::-1]}",
        "another mail": f"{int(pk) + 1}-{mark}",
        "cut": f"{pk}-{mark[:-1]}",
        "no number": f"x-{mark}",
        "huge": f"{'9' * 40}-{mark}",
        "other digits": f"{'٣' * 3}-{mark}",
        "none": "",
    }


@pytest.mark.parametrize("kind", ["altered", "another mail", "cut", "no number", "huge", "other digits", "none"])
def test_a_forged_return_path_changes_nothing_and_its_addresses_are_not_logged(ada, sent, read, caplog, kind):
    to = f"bounces+{forged(sent)[kind]}@community.example"

    assert read(report(failed("5.1.1"), to=to)) == "Not ours: a hard bounce"

    sent.refresh_from_db()
    assert (sent.bounce, is_stopped(ada)) == ("", False)
    assert "about none of our mails: a hard bounce" in caplog.text
    assert "@" not in caplog.text
    assert "ada" not in caplog.text


def test_what_cannot_be_read_is_taken_and_forgotten(sent, read):
    assert read(nested(3000)) == "Not ours: unreadable"
    assert read(b"") == "Not ours: no report"
    assert read(b"\xff\xfe\x00") == "Not ours: no report"


def test_without_the_setting_the_mail_server_keeps_what_it_has(read, settings):
    settings.BOUNCE_ADDRESS = ""

    with pytest.raises(CommandError) as stop:
        read(report(failed("5.1.1")))

    assert stop.value.returncode == 75


@pytest.mark.parametrize("problem", [OperationalError, InterfaceError, DataError, OSError, KeyError])
def test_what_is_ours_to_mend_lets_the_mail_server_keep_what_it_has(ada, sent, read, problem):
    def refuse(execute, sql, params, many, context):
        raise problem(ada.email)

    source = report(failed("5.1.1"), to=return_path_of(sent))
    with connection.execute_wrapper(refuse), pytest.raises(CommandError) as stop:
        read(source)

    assert (stop.value.returncode, str(stop.value)) == (75, f"Not taken, try again later: {problem.__name__}")
    assert read(source) == "Taken: a hard bounce"


def test_an_address_of_odd_bytes_is_taken(ada, sent, read):
    """As Python hands over what is no UTF-8 on the command line."""
    source = report(failed("5.1.1"), to="undisclosed-recipients:;")

    assert read(source, to="\udcff@community.example") == "Not ours: a hard bounce"
    assert read(source, to=f"\udcff, {return_path_of(sent)}") == "Taken: a hard bounce"
