import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('words', '0001_initial'), ('words', '0002_texts_of_profiles')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('phrase', 'Word or phrase'), ('host', 'Where links lead'), ('dose', 'Amount with a unit'), ('medicine', 'Name of a medicine')], default='phrase', max_length=8)),
                ('phrase', models.CharField(max_length=100)),
                ('anywhere', models.BooleanField(default=False)),
                ('language', models.CharField(blank=True, max_length=10)),
                ('effect', models.CharField(choices=[('urgent', 'Urgent: show help, tell the team'), ('hold', 'Hold until the team has looked'), ('advise', 'Note to the author before posting'), ('mask', 'Mask the words')], max_length=6)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('is_active', models.BooleanField(default=True)),
                ('starter', models.CharField(blank=True, editable=False, max_length=140)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'phrase', 'language'), name='one_rule_per_phrase'), models.CheckConstraint(condition=models.Q(('phrase', ''), _negated=True), name='rule_has_a_phrase'), models.UniqueConstraint(condition=models.Q(('starter', ''), _negated=True), fields=('starter',), name='each_starter_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['phrase', 'host', 'dose', 'medicine'])), name='rule_kind_exists'), models.CheckConstraint(condition=models.Q(('effect__in', ['urgent', 'hold', 'advise', 'mask'])), name='rule_effect_exists'), models.CheckConstraint(condition=models.Q(('kind', 'phrase'), ('effect__in', ['hold', 'advise']), _connector='OR'), name='only_words_are_urgent_or_masked'), models.CheckConstraint(condition=models.Q(('effect', 'advise'), ('kind__in', ['phrase', 'host']), ('note', ''), _negated=True), name='rule_that_advises_says_what'), models.CheckConstraint(condition=models.Q(('effect', 'hold'), ('reason', ''), _negated=True), name='rule_that_holds_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Hit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('post', 'Post'), ('message', 'Message'), ('private_message', 'Private Message'), ('profile', 'Profile')], max_length=15)),
                ('object_pk', models.BigIntegerField()),
                ('created_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hits', to='words.rule')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('taken_at', None)), fields=['created_at'], name='hits_that_wait')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_at', None)), fields=('kind', 'object_pk', 'rule'), name='one_waiting_hit_per_rule'), models.CheckConstraint(condition=models.Q(('kind__in', ['post', 'message', 'private_message', 'profile'])), name='hit_kind_exists')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
