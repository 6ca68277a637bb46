"""What a blocked member begins is withheld from the blocker by a column of its own, no longer by a "no" nobody said."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F


def withhold(apps, schema_editor):
    """A "no" from before anybody was asked is none that somebody said."""
    places = apps.get_model("conversations", "Participant").objects
    places.filter(declined_at__lt=F("joined_at")).update(withheld=True, declined_at=None)


def say_no(apps, schema_editor):
    places = apps.get_model("conversations", "Participant").objects.filter(withheld=True)
    places.update(withheld=False, accepted_at=None, declined_at=F("joined_at") - timedelta(minutes=10))


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_quotes_taken_back")]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="withheld",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(withhold, say_no),
    ]
