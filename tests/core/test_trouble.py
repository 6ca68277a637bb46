"""When something is wrong, the page says so plainly and gives back what was typed."""

import pytest
from celery import Celery
from django.conf import settings
from django.db import OperationalError

from community.celery import app as celery_app
from community.core.kept import kept_fields
from community.core.queue import nudge
from community.core.realtime import poke
from community.core.views import server_error, unavailable


def test_passwords_and_tokens_are_never_given_back(rf):
    fields = {"body": "text", "password1": "x", "csrfmiddlewaretoken": "x", "login_code": "x"}

    assert kept_fields(rf.post("/", fields)) == [("body", "text")]


def test_the_503_page_has_the_readers_theme_and_their_text(rf):
    request = rf.post("/threads/1/", {"body": "Two hours <b>of typing"})
    request.COOKIES["display"] = "dark-150"

    response = unavailable(request)

    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert 'data-theme="dark"' in page
    assert "Two hours &lt;b&gt;of typing" in page
    assert 'action="/threads/1/"' in page
    assert "csrfmiddlewaretoken" in page


def test_an_address_that_only_takes_a_form_shows_a_page_to_whoever_opens_it(client):
    response = client.get("/language/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Go back to the page you came from" in response.content.decode()
    assert client.put("/language/").content == b""


NO_PATIENCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0.1}


def handled(request, problem):
    try:
        raise problem
    except type(problem):
        return server_error(request)


@pytest.mark.parametrize(("problem", "status"), [(OperationalError("refused"), 503), (KeyError("x"), 500)])
def test_only_a_missing_database_is_called_away_for_a_moment(rf, problem, status):
    assert handled(rf.get("/"), problem).status_code == status


def test_a_dead_broker_does_not_break_what_was_done(db, django_capture_on_commit_callbacks, caplog):
    with Celery(broker="redis://:secret@127.0.0.1:1/0", set_as_current=True) as app:
        app.conf.broker_transport_options = NO_PATIENCE
        with django_capture_on_commit_callbacks(execute=True):
            nudge("community.notifications.tasks.send_due_deliveries")
    celery_app.set_current()

    assert "REDIS_URL" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.services
def test_pages_wait_for_no_dead_broker():
    """kombu's own patience is six seconds, for every mail that a page writes."""
    assert NO_PATIENCE.items() <= settings.CELERY_BROKER_TRANSPORT_OPTIONS.items()


def test_a_worker_is_woken_once_for_each_transaction(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as calls:
        for _ in range(3):
            nudge("community.notifications.tasks.send_due_deliveries")

    assert len(calls) == 1


def test_a_dead_channel_layer_does_not_break_what_was_done(db, settings, django_capture_on_commit_callbacks, caplog):
    settings.EMBEDDED = False
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1/0"]},
        }
    }

    with django_capture_on_commit_callbacks(execute=True):
        poke("room-1", {"seq": 1})

    assert "REDIS_URL" in caplog.text


@pytest.mark.parametrize("signed_in", [True, False])
def test_ten_megabytes_are_answered_by_a_page_in_the_readers_theme(client, ada, signed_in):
    if signed_in:
        client.force_login(ada)
    client.cookies["display"] = "dim-125"

    response = client.post("/reminders/new/", "text=" + "x" * 10_000_000, "application/x-www-form-urlencoded")

    page = response.content.decode()
    assert response.status_code == 413
    assert 'data-theme="dim"' in page
    assert "What you typed is still in the form" in page


def test_a_form_of_too_many_fields_is_not_understood(client):
    body = "&".join(f"a{number}=" for number in range(2_000))
    client.cookies["display"] = "dim-125"

    response = client.post("/accounts/login/", body, "application/x-www-form-urlencoded")

    assert response.status_code == 400
    assert 'data-theme="dim"' in response.content.decode()
