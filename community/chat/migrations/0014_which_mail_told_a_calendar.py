import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chat", "0012_quotes_taken_back"),
        ("notifications", "0016_helpers"),
    ]

    operations = [
        migrations.AddField(
            "calendarentry",
            "told_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="notifications.delivery",
            ),
        ),
    ]
