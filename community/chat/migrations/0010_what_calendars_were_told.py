import django.utils.timezone
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_as_told(apps, schema_editor):
    """Until now every change was told, to whoever it reached."""
    meetings = apps.get_model("chat", "Meeting").objects.filter(attendances__calendar_entry=OuterRef("pk"))
    told = {name: Subquery(meetings.values(name)[:1]) for name in ("starts_at", "ends_at")}
    apps.get_model("chat", "CalendarEntry").objects.update(**told)


class Migration(migrations.Migration):
    dependencies = [("chat", "0009_calendar_entries")]

    operations = [
        migrations.AddField(
            "calendarentry",
            "starts_at",
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            "calendarentry",
            "ends_at",
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.RunPython(take_as_told, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex("meeting", models.Index(fields=["starts_at"], name="meetings_by_start")),
    ]
