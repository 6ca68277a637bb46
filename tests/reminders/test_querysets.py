from datetime import timedelta

from django.contrib.auth.models import AnonymousUser

from community.reminders.models import Occurrence, Reminder
from tests.factories import NOON
from tests.reminders.factories import NINE, make_reminder


def test_reminders_are_visible_to_their_owner_only(ada, bo, mo, eve, ed):
    reminder = make_reminder(ada)
    occurrence = reminder.occurrences.create(due_at=NOON)
    mo.is_superuser = mo.is_staff = True
    mo.save()

    assert list(Reminder.objects.visible_to(ada)) == [reminder]
    assert list(Occurrence.objects.visible_to(ada)) == [occurrence]
    for other in (bo, mo, eve, ed, AnonymousUser()):
        assert list(Reminder.objects.visible_to(other)) == []
        assert list(Occurrence.objects.visible_to(other)) == []


def test_due_begins_at_the_moment_itself(ada):
    reminder = make_reminder(ada)

    assert reminder.next_due_at == NINE
    assert list(Reminder.objects.due(NINE)) == [reminder]
    assert list(Reminder.objects.due(NINE - timedelta(seconds=1))) == []


def test_what_rests_is_not_due(ada):
    reminder = make_reminder(ada)
    Reminder.objects.filter(pk=reminder.pk).update(next_due_at=None)

    assert list(Reminder.objects.due(NINE)) == []
