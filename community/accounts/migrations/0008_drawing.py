from django.db import migrations, models

from community.accounts.drawings import any_drawing

BATCH = 1000


def draw_lots(apps, schema_editor):
    """Everybody gets a drawing of their own. One default would give all who are here the same."""
    User = apps.get_model("accounts", "User")
    keys = list(User.objects.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        drawn = [User(pk=key, drawing=any_drawing()) for key in keys[start : start + BATCH]]
        User.objects.bulk_update(drawn, ["drawing"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_language'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='drawing',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(draw_lots, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='user',
            name='drawing',
            field=models.PositiveSmallIntegerField(blank=True, default=any_drawing, null=True),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('drawing__isnull', True), ('drawing__lt', 1536), _connector='OR'), name='user_drawing_exists'),
        ),
    ]
