import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('privacy', '0001_initial'), ('privacy', '0002_export_requests'), ('privacy', '0003_leaving')]

    initial = True

    dependencies = [
        ('notifications', '0014_a_file_is_ready'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RetentionRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('erased', models.JSONField(default=dict)),
                ('failed', models.JSONField(default=list)),
                ('is_whole', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['-started_at', '-id'], name='retention_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='retention_ends_later'), models.CheckConstraint(condition=models.Q(('is_whole', False), ('ended_at__isnull', False), _connector='OR'), name='retention_whole_has_ended')],
            },
        ),
        migrations.CreateModel(
            name='ExportRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('making', 'Making'), ('ready', 'Ready'), ('failed', 'Failed'), ('gone', 'Gone')], default='waiting', max_length=10)),
                ('done', models.PositiveSmallIntegerField(default=0)),
                ('total', models.PositiveSmallIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease', models.UUIDField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('file', models.CharField(blank=True, max_length=40)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='export_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'making', 'ready'])), fields=('member',), name='one_live_export_each'), models.CheckConstraint(condition=models.Q(models.Q(('lease__isnull', False), ('leased_until__isnull', False), ('state', 'making')), models.Q(models.Q(('state', 'making'), _negated=True), ('lease', None), ('leased_until', None)), _connector='OR'), name='export_is_made_under_a_lease'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(('expires_at__isnull', False), ('made_at__isnull', False), models.Q(('file', ''), _negated=True)), _connector='OR'), name='export_ready_is_whole'), models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='export_done_within_total')],
            },
        ),
        migrations.CreateModel(
            name='Leaving',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('take', 'Take'), ('leave', 'Leave')], max_length=5)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('lease', models.UUIDField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('erased', models.JSONField(default=dict)),
                ('farewell', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notifications.delivery')),
                ('member', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='leaving', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['take', 'leave'])), name='leaving_way_exists'), models.CheckConstraint(condition=models.Q(('due_at__gte', models.F('asked_at'))), name='leaving_ends_later'), models.CheckConstraint(condition=models.Q(models.Q(('lease', None), ('leased_until', None)), models.Q(('lease__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='leaving_lease_is_whole'), models.CheckConstraint(condition=models.Q(('erased_at__isnull', False), ('member__isnull', False), _connector='OR'), name='leaving_is_somebodys')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
