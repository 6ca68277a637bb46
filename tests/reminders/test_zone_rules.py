"""After an update of the tzdata package the stored moments follow it."""

from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from community.reminders import actions
from community.reminders.actions import zone_rules
from community.reminders.models import Reminder, ZoneRules
from community.reminders.schedule import Unit
from community.reminders.tasks import follow_zone_rules
from tests.reminders.factories import make_reminder

NOW = datetime(2026, 11, 2, 6, tzinfo=UTC)
BY_OLD_RULES = datetime(2026, 11, 2, 17, tzinfo=UTC)  # as tzdata 2025b would have it: Vancouver back at UTC-8
BY_NEW_RULES = datetime(2026, 11, 2, 16, tzinfo=UTC)


def in_vancouver(owner, **rule):
    """Stored under the old rules."""
    fields = {"starts_on": date(2026, 11, 2), "time_zone": "America/Vancouver", **rule}
    reminder = make_reminder(owner, now=NOW, **fields)
    Reminder.objects.filter(pk=reminder.pk).update(next_due_at=BY_OLD_RULES)
    return reminder


def next_of(reminder):
    return Reminder.objects.get(pk=reminder.pk).next_due_at


def test_beat_looks_for_new_rules():
    assert follow_zone_rules.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}


@pytest.mark.parametrize("unit", [Unit.ONCE, Unit.DAYS])
def test_a_stored_moment_follows_the_new_rules(ada, time_machine, unit):
    time_machine.move_to(NOW, tick=False)
    reminder, at_home = in_vancouver(ada, unit=unit), make_reminder(ada)
    before = next_of(at_home)

    assert follow_zone_rules() == 1

    assert next_of(reminder) == BY_NEW_RULES
    assert next_of(at_home) == before
    assert ZoneRules.objects.get().version == version("tzdata")


def test_the_same_rules_cost_one_query(ada, time_machine):
    time_machine.move_to(NOW, tick=False)
    follow_zone_rules()
    in_vancouver(ada)

    with CaptureQueriesContext(connection) as queries:
        assert follow_zone_rules() == 0

    assert len(queries) == 1


def test_a_moment_that_is_past_by_the_new_rules_rings_at_once(ada):
    reminder = in_vancouver(ada)
    late = BY_NEW_RULES + timedelta(minutes=20)

    actions.follow_zone_rules(version="new", now=late)

    assert actions.fire(Reminder.objects.get(pk=reminder.pk), now=late).due_at == BY_NEW_RULES


def test_what_has_rung_does_not_ring_again(ada):
    reminder = in_vancouver(ada, local_time=time(8), more_times=(time(9),))
    reminder.occurrences.create(due_at=BY_NEW_RULES, answer="done", answered_at=BY_NEW_RULES)  # its 08:00, by old rules

    actions.follow_zone_rules(version="new", now=BY_NEW_RULES + timedelta(minutes=5))

    assert next_of(reminder) == BY_NEW_RULES + timedelta(hours=23)


def test_what_is_due_and_what_rests_stays_as_it_is(ada):
    due, resting = in_vancouver(ada), in_vancouver(ada, unit=Unit.ONCE)
    actions.pause_reminder(reminder=resting, member=ada, now=NOW)

    assert actions.follow_zone_rules(version="new", now=BY_OLD_RULES) == 0

    assert (next_of(due), next_of(resting)) == (BY_OLD_RULES, None)


def test_a_long_way_is_gone_in_parts_and_a_zone_that_is_gone_stops_nobody(ada, monkeypatch, caplog):
    monkeypatch.setattr(zone_rules, "BATCH", 2)
    monkeypatch.setattr(zone_rules, "BATCHES", 1)
    lost, *others = [in_vancouver(ada) for _ in range(5)]
    Reminder.objects.filter(pk=lost.pk).update(time_zone="Nowhere/Place")

    moved = [actions.follow_zone_rules(version="new", now=NOW) for _ in range(4)]

    assert moved == [1, 2, 1, 0]
    assert {next_of(reminder) for reminder in others} == {BY_NEW_RULES}
    assert f"Reminder {lost.pk} is in a zone" in caplog.text


def test_newer_rules_on_the_way_start_from_the_beginning(ada, monkeypatch):
    monkeypatch.setattr(zone_rules, "BATCH", 2)
    monkeypatch.setattr(zone_rules, "BATCHES", 1)
    for _ in range(3):
        in_vancouver(ada)

    moved = [actions.follow_zone_rules(version=rules, now=NOW) for rules in ("new", "newer", "newer")]

    assert moved == [2, 0, 1]
    assert ZoneRules.objects.get().version == "newer"


def test_there_is_one_row_of_rules(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        ZoneRules.objects.create(pk=2)
