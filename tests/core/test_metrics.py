"""Figures for Prometheus: on a port of their own, of nobody in particular."""

import re
import socket
from contextlib import closing
from datetime import timedelta
from urllib.request import urlopen

import pytest
from celery import Celery
from channels.testing import WebsocketCommunicator
from django.conf import settings as site
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from community import task_figures
from community.core import metrics
from community.core.metrics import MAILS, REGISTRY, SOCKETS, serve_metrics
from community.core.middleware import Measured
from community.core.sockets import Counted
from community.figures import Figures
from community.notifications.models import Delivery
from community.reminders.models import Occurrence, Reminder
from tests.core.test_compose import OF_DATABASE
from tests.reminders.factories import due, make_reminder
from tests.reminders.test_own_words import CANARY, sent


def value(name, **labels):
    return REGISTRY.get_sample_value(f"steadfold_{name}", labels)


def from_the_database():
    registry = CollectorRegistry()
    registry.register(Figures())
    return {
        sample.name.removeprefix("steadfold_"): sample.value
        for family in text_string_to_metric_families(generate_latest(registry).decode())
        for sample in family.samples
    }


@pytest.fixture
def free_port():
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def kept_open(monkeypatch):
    """So that the figures may look in the middle of a test's transaction."""
    monkeypatch.setattr(connection, "close", lambda: None)


def test_without_a_port_there_is_nothing(settings):
    assert settings.METRICS_PORT == 0
    assert serve_metrics() == 0
    with pytest.raises(MiddlewareNotUsed):
        Measured(lambda request: None)


def test_on_its_port_it_is_scraped(settings, free_port):
    settings.METRICS_PORT = free_port
    MAILS.labels("sent").inc()

    assert serve_metrics() == free_port

    with urlopen(f"http://127.0.0.1:{free_port}/metrics") as answer:
        text = answer.read().decode()
    names = {family.name for family in text_string_to_metric_families(text)}
    assert {"steadfold_mails", "steadfold_sockets_open", "steadfold_request_seconds"} <= names


def test_it_listens_on_this_machine_alone_unless_it_is_told_otherwise():
    assert site.METRICS_HOST == "127.0.0.1"


def test_a_port_that_is_taken_keeps_nothing_from_starting(settings, caplog):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.METRICS_PORT = other.getsockname()[1]

        assert serve_metrics() == 0

    assert "METRICS_PORT" in caplog.text


@pytest.mark.parametrize("path", ["/metrics", "/metrics/", "/health/metrics/"])
def test_the_sites_own_port_has_none(client, db, settings, path):
    settings.METRICS_PORT = 9100

    assert client.get(path, follow=True).status_code == 404


def test_pages_are_counted_by_route_and_status_and_never_by_address(client, ada, group, settings):
    settings.METRICS_PORT = 9100
    client.force_login(ada)

    client.get("/about/")
    client.get("/members/Kestrel-canary/")
    client.get("/nowhere-canary/")

    assert value("request_seconds_count", view="pages:about", status="200") >= 1
    assert value("request_seconds_count", view="none", status="404") >= 1
    assert "canary" not in generate_latest(REGISTRY).decode()
    assert ada.username not in re.sub(r"# .*", "", generate_latest(REGISTRY).decode())


def test_mails_are_counted_by_outcome(ada, settings):
    before = value("mails_total", outcome="sent") or 0, value("mails_total", outcome="failed") or 0
    due(ada, **CANARY)
    sent()
    due(ada, **{**CANARY, "title": "Canary two"})
    settings.MAIL_TRANSPORT = "tests.workers.sink.NoSuchTransport"

    with pytest.raises(ImportError):
        sent()

    assert (value("mails_total", outcome="sent"), value("mails_total", outcome="failed") or 0) == (
        before[0] + 1,
        before[1],
    )


def test_what_the_database_knows(ada, kept_open):
    now = timezone.now()
    due(ada, **CANARY)
    make_reminder(ada, title="Late", now=now - timedelta(days=3))
    Delivery.objects.update(due_at=now - timedelta(minutes=10), attempts=0)

    found = from_the_database()

    assert set(found) == set(OF_DATABASE)
    assert found["database_up"] == 1
    assert found["outbox_waiting"] == 1
    assert 590 < found["outbox_oldest_seconds"] < 700
    assert (found["outbox_tried"], found["outbox_frozen"], found["mails_came_back_day"]) == (0, 0, 0)
    assert found["reminders_late"] >= 1
    assert found["retention_last_success_timestamp_seconds"] == 0


def test_what_was_put_off_and_does_not_ring_again_is_late_too(ada, kept_open):
    rung = due(ada)
    Occurrence.objects.filter(pk=rung.pk).update(ring_at=timezone.now() - timedelta(minutes=3))
    Reminder.objects.update(next_due_at=None)

    assert from_the_database()["reminders_late"] == 1


def test_without_a_database_it_says_so(db, kept_open, caplog):
    def away(execute, *question):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        found = from_the_database()

    assert found == {"database_up": 0}
    assert "OperationalError" in caplog.text


def test_tasks_are_counted_by_name_and_outcome():
    with Celery(set_as_current=False) as app:

        @app.task(name="some.counted_task")
        def half(works):
            return 1 / works

        half.apply(args=[1]), half.apply(args=[0])

    outcomes = [value("task_seconds_count", task="some.counted_task", outcome=one) for one in ("success", "failure")]
    assert outcomes == [1, 1]
    assert task_figures.begun == {}


async def test_open_sockets_are_counted():
    seen = []

    async def consumer(scope, receive, send):
        seen.append(SOCKETS._value.get())
        await send({"type": "websocket.accept"})

    before = SOCKETS._value.get()
    communicator = WebsocketCommunicator(Counted(consumer), "/ws/")
    await communicator.connect()
    await communicator.wait()

    assert (seen, SOCKETS._value.get()) == ([before + 1], before)


def test_labels_are_words_of_the_code():
    labels = {name for one in (metrics.REQUESTS, metrics.MAILS, metrics.TASKS) for name in one._labelnames}

    assert labels == {"view", "status", "outcome", "task"}
