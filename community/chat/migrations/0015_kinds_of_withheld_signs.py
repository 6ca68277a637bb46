"""Kinds that were left out because the author had blocked their sender: the room sees them as any other."""

from django.db import migrations
from django.db.models import F


def show(apps, schema_editor):
    messages = apps.get_model("chat", "Message").objects
    for pk, kinds in apps.get_model("chat", "Sign").objects.filter(withheld=True).values_list("message", "kinds"):
        messages.filter(pk=pk).update(signs=F("signs").bitor(kinds))


class Migration(migrations.Migration):
    dependencies = [("chat", "0014_which_mail_told_a_calendar")]

    operations = [migrations.RunPython(show, migrations.RunPython.noop)]
