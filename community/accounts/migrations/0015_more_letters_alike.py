from django.db import migrations

from community.accounts.naming.fields import APART
from community.accounts.naming.lookalikes import skeleton


def look_again(apps, schema_editor):
    """Few have a letter that the table did not know. Where somebody has that look already, a number keeps them apart."""
    users = apps.get_model("accounts", "User").objects
    for pk, name, look in users.values_list("pk", "username", "name_skeleton").iterator(chunk_size=1000):
        wanted = skeleton(name)
        if look.partition(APART)[0] != wanted:
            is_had = users.filter(name_skeleton=wanted).exists()
            users.filter(pk=pk).update(name_skeleton=f"{wanted}{APART}{pk}" if is_had else wanted)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0014_signed_out_by_the_team'),
    ]

    operations = [
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
