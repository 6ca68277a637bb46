
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Detail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('about', 'A few words about me'), ('conditions', 'What I live with'), ('since', 'For how long'), ('managing', 'How I manage'), ('pronouns', 'How to speak of me'), ('region', 'Where I am'), ('languages', 'Languages I speak')], max_length=10)),
                ('words', models.TextField()),
                ('shown_to', models.CharField(choices=[('nobody', 'Nobody'), ('members', 'Members')], default='nobody', max_length=7)),
                ('changed_at', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='details', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'kind'), name='one_detail_per_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['about', 'conditions', 'since', 'managing', 'pronouns', 'region', 'languages'])), name='detail_kind_exists'), models.CheckConstraint(condition=models.Q(('shown_to__in', ['nobody', 'members'])), name='detail_is_shown_to_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), ('hidden_at__isnull', False), _connector='OR'), name='detail_says_something')],
            },
        ),
    ]
