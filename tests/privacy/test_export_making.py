"""Asking for the file, making it once, and taking it away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.core.turns import Turn
from community.notifications.models import Delivery, Notification
from community.privacy.export import actions
from community.privacy.export.actions import ask_for_export, claim, delete_export, folder, make, path_of
from community.privacy.models import LASTS, ExportRequest
from community.privacy.tasks import forget_exports, make_exports
from tests.concurrency import at_once

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "exports"


@pytest.fixture
def now():
    return timezone.now()


def files():
    return sorted(folder().glob("*"))


def ready(member, now):
    ask_for_export(member, now=now)
    make_exports()
    return ExportRequest.objects.get(member=member, state="ready")


def test_the_task_makes_it_and_tells(ada, now, own_folder):
    request = ready(ada, now)

    assert request.done == request.total > 0
    assert request.expires_at - request.made_at == LASTS == timedelta(hours=48)
    assert files() == [path_of(request)]
    assert oct(path_of(request).stat().st_mode)[-3:] == "600"
    assert oct(own_folder.stat().st_mode)[-3:] == "700"
    notice = Notification.objects.get(recipient=ada)
    assert (notice.kind, notice.url) == ("file", "/my-data/")
    assert Delivery.objects.get(notification=notice).subject.startswith("Your file is ready")


def test_asking_twice_is_one_request(ada, now):
    assert ask_for_export(ada, now=now) == ask_for_export(ada, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportRequest.objects.create(member=ada, asked_at=now)


def test_the_fourth_in_a_week_is_refused_and_the_file_stays(ada, now):
    for _time in range(3):
        last = ready(ada, now)

    with pytest.raises(PermissionDenied, match="three times in a week"):
        ask_for_export(ada, now=now)

    assert path_of(last).exists()
    assert ask_for_export(ada, now=now + 7 * DAY).state == "waiting"


def test_one_that_failed_by_our_mistake_is_none_of_the_three(ada, now):
    for _time in range(3):
        ExportRequest.objects.filter(pk=ready(ada, now).pk).update(state="failed")

    assert ask_for_export(ada, now=now).state == "waiting"


def test_a_new_one_takes_the_place_of_the_one_before(ada, now, django_capture_on_commit_callbacks):
    first = ready(ada, now)

    with django_capture_on_commit_callbacks(execute=True):
        ask_for_export(ada, now=now)

    first.refresh_from_db()
    assert (first.state, files()) == ("gone", [])


def test_deleting_takes_the_file(ada, now, django_capture_on_commit_callbacks):
    request = ready(ada, now)

    with django_capture_on_commit_callbacks(execute=True):
        delete_export(request)

    request.refresh_from_db()
    assert (request.state, request.file, files()) == ("gone", "", [])


def test_what_is_claimed_is_nobody_elses_until_its_lease_is_over(ada, now):
    ask_for_export(ada, now=now)
    first = claim(now=now)

    assert claim(now=now) is None
    second = claim(now=now + actions.LEASE)

    assert (first.pk, second.attempts) == (second.pk, 2)
    assert make(first) is False  # the dead one was only slow: it stops, and leaves no file
    assert files() == []
    assert make(second) is True
    assert files() == [path_of(second)]
    assert Notification.objects.filter(recipient=ada).count() == 1


def test_what_kills_every_worker_is_given_up(ada, now):
    ask_for_export(ada, now=now)
    for number in range(actions.TRIES):
        assert claim(now=now + number * actions.LEASE) is not None

    assert claim(now=now + DAY) is None
    assert ExportRequest.objects.get().state == "failed"


def test_a_worker_that_is_to_stop_hands_it_back(ada, now, monkeypatch):
    ask_for_export(ada, now=now)
    request = claim(now=now)
    monkeypatch.setattr(Turn, "stopping", True)

    assert make(request) is False

    request.refresh_from_db()
    assert (request.state, request.attempts, files()) == ("waiting", 0, [])


def test_a_mistake_of_ours_fails_and_is_logged_without_words(ada, now, monkeypatch, caplog):
    ask_for_export(ada, now=now)
    monkeypatch.setattr(actions.archive, "CSS", folder() / "no-such-file")

    assert make_exports() == 0

    assert (ExportRequest.objects.get().state, files()) == ("failed", [])
    assert "Ada" not in caplog.text


def test_after_48_hours_it_is_gone(ada, bo, now, django_capture_on_commit_callbacks):
    old, young = ready(ada, now), ready(bo, now)
    ExportRequest.objects.filter(pk=old.pk).update(expires_at=now)
    (folder() / "of-a-killed-worker.zip").write_bytes(b"half")

    with django_capture_on_commit_callbacks(execute=True):
        assert forget_exports() == 1

    assert files() == [path_of(young)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_it_once(ada, now):
    ask_for_export(ada, now=now)

    assert sorted(at_once(make_exports, make_exports)) == [0, 1]

    assert Notification.objects.filter(recipient=ada).count() == 1
    assert len(files()) == 1
