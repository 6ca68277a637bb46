import uuid

from django.db import migrations, transaction
from django.db.models import TextField, Value

from community.core.resealing import BATCH, open_rows, seal_rows
from community.core.sealed import Sealed
from community.core.sealing import seal, unseal

WORDS = ("title", "note")


def close(apps, schema_editor):
    """A reminder without `seal_id` is still open: broken off, this goes on where it was."""
    Reminder = apps.get_model("reminders", "Reminder")
    while batch := list(Reminder.objects.filter(seal_id=None).order_by("pk")[:BATCH]):
        with transaction.atomic():
            for reminder in batch:
                reminder.seal_id = uuid.uuid4()
                words = {name: _closed(reminder, name) for name in WORDS}
                Reminder.objects.filter(pk=reminder.pk).update(seal_id=reminder.seal_id, **words)
    for name in ("Occurrence", "Correction"):
        seal_rows(apps.get_model("reminders", name))


def open_again(apps, schema_editor):
    Reminder = apps.get_model("reminders", "Reminder")
    while batch := list(Reminder.objects.exclude(seal_id=None).order_by("pk")[:BATCH]):
        with transaction.atomic():
            for reminder in batch:
                words = {name: _opened(reminder, name) for name in WORDS}
                Reminder.objects.filter(pk=reminder.pk).update(seal_id=None, **words)
    for name in ("Occurrence", "Correction"):
        open_rows(apps.get_model("reminders", name))


def _closed(reminder, name):
    words = _stored(reminder, name)
    place = reminder._meta.get_field(name).place_in(reminder)
    return Sealed(seal(words, place=place)) if words else ""


def _opened(reminder, name):
    place = reminder._meta.get_field(name).place_in(reminder)
    return Value(unseal(_stored(reminder, name), place=place), TextField())


def _stored(reminder, name):
    value = reminder.__dict__[name]
    return value.stored if isinstance(value, Sealed) else value


class Migration(migrations.Migration):
    atomic = False  # a batch each

    dependencies = [
        ("reminders", "0010_closed_words"),
    ]

    operations = [
        migrations.RunPython(close, open_again),
    ]
