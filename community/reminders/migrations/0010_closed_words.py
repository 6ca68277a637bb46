from django.db import migrations, models

from community.core.sealed import SealedField

TITLE = {"bound_to": ("owner_id", "seal_id"), "place": "reminder title", "verbose_name": "title"}
NOTE = {"bound_to": ("owner_id", "seal_id"), "place": "reminder note", "verbose_name": "note"}


class Migration(migrations.Migration):
    """The columns become wide enough; what stands in them is closed by the next one."""

    dependencies = [
        ("reminders", "0009_own_words_in_a_mail"),
    ]

    operations = [
        migrations.AddField("reminder", "seal_id", models.UUIDField(editable=False, null=True)),
        migrations.AlterField("reminder", "title", SealedField(**TITLE)),
        migrations.AlterField("reminder", "note", SealedField(blank=True, **NOTE)),
        migrations.AlterField(
            "occurrence", "reason", SealedField(blank=True, bound_to=("pk",), place="reminder reason")
        ),
        migrations.AlterField(
            "correction", "reason", SealedField(blank=True, bound_to=("occurrence_id",), place="reminder reason")
        ),
    ]
