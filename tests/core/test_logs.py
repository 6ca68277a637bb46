"""No record holds what people wrote, who they are, or what lets somebody in; whoever wrote the record."""

import io
import json
import logging
import logging.config
import sys

import pytest
from celery import Celery
from django.core import signing
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from community import celery as site_celery
from community.core.logs import LONGEST, WithoutWords, request_id, scrubbed, shortened
from community.core.queue import nudge
from community.log_lines import FROM_STRANGERS, WORDY, logging_of

TOKEN = "91c0ffee" * 4  # the same for every process, or pytest-xdist finds two lists of tests


@pytest.fixture
def lines(settings):
    """What the site's own handler writes, at the most talkative level."""
    out, before = io.StringIO(), {logger: logger.handlers[:] for logger in [logging.getLogger()]}
    root, level = logging.getLogger(), logging.getLogger().level

    def begin(how="text", level="DEBUG"):
        logging.config.dictConfig(logging_of(level=level, how=how))
        root.handlers[0].setStream(out)
        return lambda: out.getvalue()

    yield begin
    logging.config.dictConfig(settings.LOGGING)
    for logger, handlers in before.items():
        logger.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/threads/19/hemifacial-spasm-again/", "/threads/19/…"),
        ("/members/Kestrel/", "/members/…"),
        ("/search/", "/search"),
        ("/", "/"),
    ],
)
def test_addresses_are_logged_without_words(address, said):
    assert shortened(address) == said


def test_a_page_that_is_not_there_is_logged_without_its_title(client, db, settings, caplog):
    caplog.handler.addFilter(WithoutWords())

    with caplog.at_level(logging.WARNING):
        client.get("/threads/19/hemifacial-spasm-again/")

    assert "/threads/19/" in caplog.text
    assert "spasm" not in caplog.text


def test_the_sites_own_log_has_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["words"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("to ada.b+c@members.example now", "to … now"),
        (f"key {TOKEN} was wrong", "key … was wrong"),
        (f"signed {signing.dumps({'a': 1})}.", "signed …."),
        ("from 192.0.2.17:5000", "from …:5000"),
        ("from 2001:db8::1 port", "from … port"),
        ("lost redis://:secret@127.0.0.1:6379/0 again", "lost redis://…:6379 again"),
        ("GET /threads/1/my-illness/?q=x HTTP/1.1", "… HTTP/1.1"),
        ("see /search/?q=spasm", "see /search/…"),
        ("a\x1b[31mb\x00c\rd", "a[31mbcd"),
    ],
    ids=["address", "key", "signed", "ipv4", "ipv6", "redis", "request", "search", "controls"],  # one is new each time
)
def test_what_leads_to_somebody_is_left_out(text, said):
    assert scrubbed(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "community.notifications.tasks.send_due_deliveries did not run: OperationalError",
        "Mail not sent (EMAIL_URL): delivery 7, SMTPServerDisconnected",
        "Retention: 12 erased, 0 failed at 12:30:45",
        "FIELD_KEYS does not name the key 3f2a91c0",
        "Install version 5.2.19 first",
    ],
)
def test_what_an_operator_needs_stays(text):
    assert scrubbed(text) == text


def test_of_a_long_text_only_its_beginning_is_looked_at():
    """The patterns take time, and nobody needs an account to have a long text noted."""
    text = "ada@members.example " * LONGEST

    assert scrubbed(text) == "… " * (LONGEST // len("ada@members.example ")) + "…"


def test_half_an_address_does_not_stay_at_the_end_of_what_is_cut():
    before = "word " * (LONGEST // 5 - 1)

    assert scrubbed(f"{before}ada@members.example") == f"{before}…"
    assert scrubbed("a" * LONGEST * 2) == "…"


@pytest.mark.parametrize("sign", ["a", "a.", "1.", "a=", "%41", "é"])
def test_a_word_longer_than_any_of_ours_is_not_looked_into(sign):
    """Some patterns begin anew at each of its signs: their time grows with its square."""
    assert scrubbed(f"host {sign * 200} is unknown") == "host … is unknown"


def test_where_a_long_link_leads_stays():
    link = f"https://provider.example/{'word/' * 60}"

    assert scrubbed(f"no answer from {link} yet") == "no answer from https://provider.example yet"


def test_a_stranger_cannot_have_a_long_origin_noted(settings, lines):
    told, settings.ALLOWED_HOSTS = lines(), ["community.example"]
    visitor = Client(enforce_csrf_checks=True, headers={"host": "community.example"})

    visitor.post("/about/", headers={"origin": f"https://{'a.' * 15_000}"})
    visitor.get("/about/", headers={"host": "a." * 15_000})

    assert "Origin checking failed" in told()
    assert "a.a.a" not in told()


def test_a_stranger_cannot_wake_anybody_with_a_host_that_is_not_ours(client, lines):
    """Whoever watches the logs is woken by errors (deploy/logs-watch.sh). An operator still finds the line."""
    told = lines()

    client.get("/about/", headers={"host": "192.0.2.1"})

    assert "WARNING django.security.DisallowedHost Invalid HTTP_HOST header" in told()
    assert "ERROR" not in told()
    assert "\n  |" not in told()


@pytest.mark.parametrize("name", FROM_STRANGERS)
def test_what_anybody_can_cause_by_one_request_is_no_error(name, lines):
    told = lines()

    logging.getLogger(f"django.security.{name}").error("too much")
    logging.getLogger("django.security.SuspiciousFileOperation").error("something")

    assert f"WARNING django.security.{name} too much" in told()
    assert "ERROR django.security.SuspiciousFileOperation something" in told()


def test_of_an_error_its_kind_and_place_are_told_and_not_what_it_says(lines):
    told = lines()

    try:
        try:
            raise ValueError("canary inside")
        except ValueError as problem:
            raise KeyError("canary outside") from problem
    except KeyError:
        logging.getLogger("some.library").exception("It did not work")

    assert "It did not work\n  | KeyError\n  | tests/core/test_logs.py:" in told()
    assert "\n  | ValueError\n" in told()
    assert "canary" not in told()


@pytest.mark.parametrize("how", ["text", "json"])
def test_nobody_can_put_a_record_of_their_own_into_the_log(lines, how):
    told = lines(how)

    logging.getLogger("some.library").warning("name %s", "x\n2026-11-29T00:00:00.000Z ERROR root forged\r\u2028{}")

    assert len([line for line in told().splitlines() if line.startswith(("2026-11-29T00", "{}"))]) == 0
    if how == "json":
        [line] = told().splitlines()
        assert json.loads(line)["level"] == "WARNING"


def test_a_record_whose_words_do_not_fit_is_told_and_breaks_nothing(lines):
    told = lines()

    logging.getLogger("some.library").warning("%s and %s", "one")

    assert "some.library %s and %s" in told()


def test_celery_tells_of_a_failed_task_without_what_the_error_says(lines):
    told = lines()
    with Celery(set_as_current=False) as app:

        @app.task(name="some.task")
        def fails(words):
            raise ValueError(words)

        fails.apply(args=["canary"])

    assert "some.task" in told()
    assert "ValueError" in told()
    assert "canary" not in told()


def test_as_json_each_line_is_an_object_with_time_level_and_place(lines):
    told = lines("json")
    token = request_id.set("abc123abc123")
    try:
        raise RuntimeError("canary")
    except RuntimeError:
        logging.getLogger("some.library").exception("It did not work for %s", "ada@members.example")
    finally:
        request_id.reset(token)

    line = json.loads(told())
    assert line["at"].endswith("Z")
    assert (line["level"], line["logger"], line["message"]) == ("ERROR", "some.library", "It did not work for …")
    assert (line["request"], line["error"][0]) == ("abc123abc123", "RuntimeError")
    assert "canary" not in told()


@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
def test_libraries_that_quote_what_is_written_never_say_so_much(lines, level):
    told = lines(level=level)

    for name in (*WORDY, "uvicorn.access", "django.server"):
        logging.getLogger(name).debug("canary")
    logging.getLogger("uvicorn.access").warning("canary")

    assert told() == ""


def test_no_logger_keeps_a_handler_of_its_own(lines):
    logging.getLogger("uvicorn").addHandler(logging.StreamHandler(sys.stderr))

    lines()

    assert [name for name in WORDY if logging.getLogger(name).handlers] == []


def test_an_unknown_format_is_refused():
    with pytest.raises(ImproperlyConfigured, match="text, json"):
        logging_of(level="WARNING", how="xml")


def test_a_request_has_a_number_that_its_tasks_carry_on(
    client, db, monkeypatch, django_capture_on_commit_callbacks, lines
):
    sent, token = [], request_id.set("abc123abc123")
    monkeypatch.setattr("community.core.queue.current_app.send_task", lambda name, **about: sent.append(about))

    with django_capture_on_commit_callbacks(execute=True):
        nudge("community.notifications.tasks.send_due_deliveries")
    request_id.reset(token)

    assert sent[0]["headers"] == {"request_id": "abc123abc123"}
    first, second = (client.get("/about/").headers["X-Request-ID"] for _time in range(2))
    assert first != second
    assert len(first) == 12
    assert request_id.get() == ""


def test_a_task_takes_the_number_of_the_request_it_was_asked_for_by():
    with Celery(set_as_current=False) as app:

        @app.task(name="some.other_task")
        def number():
            return request_id.get()

        before = request_id.get()
        found = number.apply(headers={"request_id": "abc123abc123"}).get()
        without = number.apply().get()

    assert site_celery.remember_request is not None
    assert (before, found, without) == ("", "abc123abc123", "")
