from django.db import migrations

from community.moderation.append_only import keep_in_migration, lift_in_migration


class Migration(migrations.Migration):
    """From here on the database refuses to change or delete what is only ever added; going back takes that away."""

    dependencies = [
        ("moderation", "0008_log_records_and_team"),
    ]

    operations = [
        migrations.RunPython(keep_in_migration, lift_in_migration),
    ]
