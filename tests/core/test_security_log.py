"""The security log: every event is in docs/security/logs.md, is noted, and says who, where and what by numbers."""

import json
import logging
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.core.logs import JsonLine
from community.core.security_log import Event
from community.core.sockets import SameOrigin
from community.groups.actions import set_role
from community.notifications.stop_links import read_token
from community.privacy.export.actions import ask_for_export
from community.privacy.leaving.actions.leaving import leave, stay
from tests.accounts.factors import PASSWORD, sign_in, with_address
from tests.factories import NOON, make_user

ROOT = Path(__file__).parent.parent.parent
ELSEWHERE = "203.0.113.9"


@pytest.fixture
def told(caplog):
    """The lines of the security log as JSON has them."""
    caplog.set_level(logging.INFO, "steadfold.security")
    seen = []

    class Listener(logging.Handler):
        def emit(self, record):
            seen.append(json.loads(JsonLine().format(record)))

    listener, logger = Listener(), logging.getLogger("steadfold.security")
    logger.addHandler(listener)
    yield seen
    logger.removeHandler(listener)


def events(told):
    return [line["event"] for line in told]


@pytest.mark.once
def test_the_list_has_every_event_and_no_other():
    table = (ROOT / "docs/security/logs.md").read_text().partition("## Security events")[2].partition("\n## ")[0]

    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [event.value for event in Event]


@pytest.mark.once
def test_every_event_is_noted_somewhere():
    code = "".join(path.read_text() for path in (ROOT / "community").rglob("*.py") if path.stem != "security_log")

    assert [event.name for event in Event if f"Event.{event.name}" not in code] == []


@pytest.mark.django_db
def test_a_refused_page_says_who_asked_for_what(client, ada, told):
    client.force_login(ada)

    client.post("/moderation/words/")

    assert told[-1]["who"] == f"member {ada.pk}"
    assert told[-1]["request"]
    assert told[-1]["facts"].items() >= {"method": "POST", "path": "/moderation/…"}.items()
    assert told[-1]["level"] == "WARNING"


@pytest.mark.django_db
def test_a_visitor_is_a_mark_and_an_address_without_a_page_tells_nothing(client, told):
    client.get("/my-illness/?q=words", REMOTE_ADDR=ELSEWHERE)
    client.get("/threads/19/my-illness/", REMOTE_ADDR=ELSEWHERE)

    nowhere, somewhere = told
    assert (nowhere["who"], nowhere["event"], nowhere["facts"]["route"]) == ("visitor", "not-there", "none")
    assert somewhere["facts"]["path"] == "/threads/19/…"
    assert nowhere["facts"]["network"] == somewhere["facts"]["network"] != ""
    assert not re.search(r"illness|words|203\.0", json.dumps(told))


@pytest.mark.django_db
def test_forged_forms_and_links_and_foreign_sockets_are_noted(told, settings):
    Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x", "password": "y"})
    read_token("forged:token")
    assert not SameOrigin(None).valid_origin(None)

    assert events(told) == ["forged-form", "refused", "forged-link", "foreign-socket"]


@pytest.mark.django_db
def test_who_is_too_often_there_is_noted(client, ada, told, settings):
    client.force_login(ada)
    settings.LIMITS_FACTOR = 0

    client.post("/language/", {"language": "es"})

    assert (told[-1]["event"], told[-1]["who"]) == ("too-often", f"member {ada.pk}")


@pytest.mark.django_db
def test_a_failed_sign_in_has_the_number_of_the_account_and_not_its_name(told):
    kestrel = with_address(make_user("Kestrel", password=PASSWORD))
    Client().post(reverse("account_login"), {"login": "Kestrel", "password": "wrong horse at noon"})
    Client().post(reverse("account_login"), {"login": "Nobodythere", "password": "wrong horse at noon"})
    sign_in(kestrel)

    assert events(told) == ["sign-in", "sign-in-unknown", "sign-in"]
    assert [line["facts"]["result"] for line in told if line.get("facts")] == ["failed", "ok"]
    assert told[0]["facts"]["member"] == kestrel.pk
    assert "estrel" not in json.dumps(told)
    assert "obodythere" not in json.dumps(told)


@pytest.mark.django_db
def test_rights_exports_and_leaving_are_noted(group, ada, mo, told):
    set_role(membership=group.memberships.get(member=ada), role="host", moderator=mo, now=NOON)
    ask_for_export(ada, now=timezone.now())
    leaving = leave(ada, way="leave", now=timezone.now())
    stay(leaving, now=timezone.now())

    noted = [(line["event"], line["facts"]["member"]) for line in told]
    assert noted == [(name, ada.pk) for name in ("group-role", "export-asked", "leaving", "stayed")]
    assert told[0]["facts"].items() >= {"by": mo.pk, "now": "host", "group": group.pk}.items()
