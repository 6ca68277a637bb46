import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0011_close_words"),
    ]

    operations = [
        migrations.AlterField(
            "reminder", "seal_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
        ),
    ]
