"""Mail by a provider's interface, and what providers report: each of them, with a server of its own on a port."""

import base64
import hashlib
import hmac
import io
import json
import re
from urllib.parse import unquote_plus

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from community.notifications import actions
from community.notifications.models import Delivery
from community.notifications.providers import PROVIDERS
from community.notifications.return_paths import token_of
from community.notifications.tasks import send_due_deliveries
from tests.factories import NOON
from tests.notifications.interface import DETOURS, answering

HOOK = reverse("notifications:events")
SECRET = "hook:a secret of this test"
KEYS = {
    "POSTMARK_SERVER_TOKEN": "token",
    "MAILGUN_API_KEY": "key",
    "MAILGUN_WEBHOOK_SIGNING_KEY": "signing",
    "WEBHOOK_SECRET": SECRET,
}
FORGED = (400, "This report does not carry our secret. Nothing was changed.")
UNREADABLE = (400, "This report could not be read. Nothing was changed.")
ACCEPTED = {
    "postmark": {"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": "ada@members.example"},
    "mailgun": {"id": "<1@community.example>", "message": "Queued. Thank you."},
}


@pytest.fixture
def interface():
    with answering() as server:
        yield server


@pytest.fixture(params=PROVIDERS)
def provider(request, settings, interface):
    """Its name; the site is set up for it."""
    name, (host, port) = request.param, interface.server_address
    addresses = {f"{known.upper()}_API_URL": f"http://{host}:{port}/" for known in PROVIDERS}
    settings.ANYMAIL_ESP, settings.MAIL_TRANSPORT = name, PROVIDERS[name].transport
    settings.ANYMAIL = KEYS | addresses | {"REQUESTS_TIMEOUT": 2}
    settings.BOUNCE_ADDRESS = "bounces@community.example"
    return name


@pytest.fixture
def postmark(settings):
    settings.ANYMAIL_ESP, settings.ANYMAIL = "postmark", KEYS


def queue(member):
    return actions.notify(recipient=member, kind="reply", text="Bo", url="/x/", key="thread-1", now=NOON).delivery


def answer_of(response):
    return response.status_code, response.content.decode()


def is_stopped(member):
    member.refresh_from_db()
    return member.gets_no_mails


def test_a_mail_is_handed_over_with_its_headers_and_a_token_and_without_tracking(ada, provider, interface, settings):
    delivery = queue(ada)
    interface.answers = [(200, ACCEPTED[provider])]

    assert send_due_deliveries() == 1

    asked = unquote_plus(interface.asked[0])
    for part in (delivery.message_id.strip("<>"), token_of(delivery), "List-Unsubscribe", "noreply@steadfold.example"):
        assert part in asked
    assert "bounces" not in asked  # the provider has its own return path
    assert {name: value_of(name, asked) for name in UNWATCHED[provider]} == UNWATCHED[provider]


UNWATCHED = {
    "postmark": {"TrackOpens": "false", "TrackLinks": "None"},
    "mailgun": {"o:tracking-opens": "no", "o:tracking-clicks": "no"},
}


def value_of(name, asked):
    """In JSON or in a form."""
    found = re.search(rf'"{name}"(?:: |\r\n\r\n)"?(\w+)', asked) or re.search(rf"\b{name}=(\w+)", asked)
    return found and found[1]


def test_a_calendar_goes_as_a_file_because_providers_take_no_other_words_beside_html(ada, provider, interface):
    Delivery.objects.filter(pk=queue(ada).pk).update(calendar="BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n")
    interface.answers = [(200, ACCEPTED[provider])]

    assert send_due_deliveries() == 1
    assert "invite.ics" in interface.asked[0]


@pytest.mark.parametrize("answer", [(401, {"Message": "wrong key"}), (429, {}), (500, {}), (200, {"no": "shape"})])
def test_what_is_wrong_with_us_or_with_them_is_tried_again(ada, provider, interface, answer):
    queue(ada)
    interface.answers = [answer]

    assert send_due_deliveries() == 0

    waiting = Delivery.objects.waiting().get()
    assert (waiting.attempts, waiting.bounce, bool(waiting.text)) == (1, "", True)
    assert not is_stopped(ada)


@pytest.mark.parametrize("status", DETOURS)
def test_an_interface_that_leads_elsewhere_is_not_followed(ada, provider, interface, status):
    queue(ada)
    interface.answers = [(status, {}), (200, ACCEPTED[provider])]

    assert send_due_deliveries() == 0
    assert (len(interface.asked), Delivery.objects.waiting().get().attempts) == (1, 1)


def test_a_silent_interface_is_tried_again(ada, provider, interface, settings):
    host, _port = interface.server_address
    settings.ANYMAIL = settings.ANYMAIL | {f"{provider.upper()}_API_URL": f"http://{host}:1/"}
    queue(ada)

    assert send_due_deliveries() == 0
    assert Delivery.objects.waiting().get().attempts == 1


@pytest.mark.parametrize("provider", ["postmark"], indirect=True)
def test_an_address_that_the_provider_refuses_is_stopped(ada, provider, interface):
    queue(ada)
    words = f"Found inactive addresses: {ada.email}. Inactive recipients are ones that have generated a hard bounce."
    interface.answers = [(422, {"ErrorCode": 406, "Message": words})]

    assert send_due_deliveries() == 0

    refused = Delivery.objects.get()
    assert (refused.why, refused.bounce) == ("refused", "hard")
    assert is_stopped(ada)


def postmark_report(delivery, kind):
    types = {"hard": "HardBounce", "soft": "SoftBounce", "delay": "Transient", "complaint": "SpamComplaint"}
    record = {"complaint": "SpamComplaint", "delivered": "Delivery", "opened": "Open"}.get(kind, "Bounce")
    about = {"Email": delivery.to_address, "MessageID": "1", "Metadata": {"mail": token_of(delivery)}}
    return {"RecordType": record, "Type": types.get(kind, ""), "ID": 7, "BouncedAt": "2026-11-22T12:00:00Z", **about}


def mailgun_report(delivery, kind):
    event = {"complaint": "complained", "delivered": "delivered", "opened": "opened"}.get(kind, "failed")
    reason = {"hard": {"reason": "bounce"}, "soft": {"reason": "generic"}}.get(kind, {})
    severity = {"severity": "temporary" if kind == "delay" else "permanent"} if event == "failed" else {}
    about = {"event": event, "recipient": delivery.to_address, "timestamp": 1795348800, **reason, **severity}
    data = {**about, "user-variables": {"mail": token_of(delivery)}}
    return {"signature": signature("signing"), "event-data": data}


def signature(key):
    token, stamp = "a" * 50, "1795348800"
    signed = hmac.new(key.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    return {"token": token, "timestamp": stamp, "signature": signed}


REPORTS = {"postmark": postmark_report, "mailgun": mailgun_report}


def post(client, report, secret=SECRET):
    headers = {"authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"} if secret else {}
    body = report if isinstance(report, bytes) else json.dumps(report)
    return client.post(HOOK, body, content_type="application/json", headers=headers)


def test_every_provider_has_its_report():
    assert set(REPORTS) == set(ACCEPTED) == set(PROVIDERS)


@pytest.mark.parametrize(
    ("kind", "bounce", "stops"),
    [
        ("hard", "hard", True),
        ("soft", "soft", False),
        ("complaint", "complaint", True),
        ("delay", "", False),
        ("delivered", "", False),
        ("opened", "", False),
    ],
)
def test_reports_are_told_apart_and_count_once(client, ada, provider, kind, bounce, stops):
    delivery = queue(ada)
    for _time in range(3):
        assert post(client, REPORTS[provider](delivery, kind)).status_code == 200

    delivery.refresh_from_db()
    assert (delivery.bounce, is_stopped(ada)) == (bounce, stops)
    assert ada.notifications.filter(kind="mail").count() == stops


@pytest.mark.parametrize("secret", ["", "hook:wrong", "a secret of this test", ":"])
def test_a_forged_report_gets_a_clear_answer_and_changes_nothing(client, ada, provider, secret, caplog):
    delivery = queue(ada)

    response = post(client, REPORTS[provider](delivery, "hard"), secret)

    delivery.refresh_from_db()
    assert answer_of(response) == FORGED
    assert (delivery.bounce, is_stopped(ada)) == ("", False)
    assert ada.email not in caplog.text


@pytest.mark.parametrize("provider", ["mailgun"], indirect=True)
@pytest.mark.parametrize("signed", [signature("other"), {}, None])
def test_a_wrong_signature_is_forged_too(client, ada, provider, signed):
    report = mailgun_report(queue(ada), "hard") | {"signature": signed}

    assert post(client, report).status_code == 400
    assert not is_stopped(ada)


@pytest.mark.parametrize("token", ["", "1", "1-" + "0" * 20, None, 7, ["x"]])
def test_a_report_about_no_mail_of_ours_is_taken_and_changes_nothing(client, ada, postmark, token, caplog):
    report = postmark_report(queue(ada), "hard") | {"Metadata": {"mail": token}}

    assert post(client, report).status_code == 200
    assert not is_stopped(ada)
    assert "none of ours" in caplog.text
    assert "@" not in caplog.text


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b"null", b"\xff\xfe", b'{"RecordType": "Inbound"}', b'{"BouncedAt": 7}']
)
def test_what_has_no_shape_gets_a_clear_answer(client, db, postmark, body):
    assert answer_of(post(client, body)) == UNREADABLE


DEEP = 100_000
ENDLESS = [b"[" * DEEP, b'{"a":' * DEEP, b"[" * DEEP + b"]" * DEEP, b'{"Metadata":' + b"[" * DEEP + b"]" * DEEP + b"}"]


@pytest.mark.parametrize("body", ENDLESS, ids=["lists", "objects", "closed", "inside"])
def test_what_has_no_end_gets_a_clear_answer_too(client, db, provider, body):
    assert answer_of(post(client, body)) in (UNREADABLE, FORGED)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "multipart/form-data"])
def test_what_is_cut_off_on_its_way_gets_a_clear_answer_too(client, db, provider, kind):
    """Its sender promises more than ever comes."""
    headers = {"HTTP_AUTHORIZATION": f"Basic {base64.b64encode(SECRET.encode()).decode()}"}
    about = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": "400", "wsgi.input": CutOff(), **headers}

    assert answer_of(client.generic("POST", HOOK, **about)) in (UNREADABLE, FORGED)


class CutOff(io.BytesIO):
    def read(self, *_size):
        raise ConnectionResetError


def test_ten_million_letters_are_refused(client, db, postmark):
    assert post(client, b'"' + b"x" * 10_000_000 + b'"').status_code == 413


def test_what_the_database_cannot_take_is_asked_for_again(client, ada, provider):
    delivery = queue(ada)
    with connection.execute_wrapper(refuse):
        assert post(client, REPORTS[provider](delivery, "hard")).status_code == 503

    assert post(client, REPORTS[provider](delivery, "hard")).status_code == 200
    assert is_stopped(ada)


def refuse(execute, sql, params, many, context):
    raise OperationalError("connection refused")


def test_without_a_provider_there_is_no_such_page(client, ada):
    assert post(client, {}).status_code == 404
