"""Drafts of rooms are kept under the room's number from now on: its address can change."""

from django.db import migrations


def to_numbers(apps, schema_editor):
    rename(apps, dict(apps.get_model("chat", "Room").objects.values_list("slug", "pk")))


def to_addresses(apps, schema_editor):
    rename(apps, {str(pk): slug for slug, pk in apps.get_model("chat", "Room").objects.values_list("slug", "pk")})


def rename(apps, names):
    """In two steps, for an address can be a number that another room has. What belongs to no room stays without one."""
    drafts = apps.get_model("drafts", "Draft").objects
    for draft in drafts.filter(key__startswith="room:").only("key"):
        name = draft.key.removeprefix("room:")
        if name in names:
            drafts.filter(pk=draft.pk).update(key=f"room:now:{names[name]}")
        elif name.isdecimal():
            drafts.filter(pk=draft.pk).update(key=f"room:gone:{name}")
    for draft in drafts.filter(key__startswith="room:now:").only("key"):
        drafts.filter(pk=draft.pk).update(key=f"room:{draft.key.removeprefix('room:now:')}")


class Migration(migrations.Migration):
    dependencies = [("chat", "0007_team_words"), ("drafts", "0001_initial")]

    operations = [migrations.RunPython(to_numbers, to_addresses)]
