from django.db import migrations

from community.core.resealing import open_rows, seal_rows
from community.core.sealed import SealedField


def close(apps, schema_editor):
    """A mail that waits held them in its text as well: it is written when it leaves (say_own_words)."""
    Delivery = apps.get_model("notifications", "Delivery")
    Delivery.objects.exclude(words="").update(text="", html="")
    seal_rows(Delivery)


def open_again(apps, schema_editor):
    open_rows(apps.get_model("notifications", "Delivery"))


class Migration(migrations.Migration):
    atomic = False  # a batch each

    dependencies = [
        ("notifications", "0014_a_file_is_ready"),
    ]

    operations = [
        migrations.AlterField(
            "delivery",
            "words",
            SealedField(
                blank=True, bound_to=("message_id",), db_default="", default="", place="words of a mail"
            ),
        ),
        migrations.RunPython(close, open_again),
    ]
