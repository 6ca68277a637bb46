import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('groups', '0002_ways_in_and_out'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Arrangement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(blank=True, max_length=64)),
                ('invited_at', models.DateTimeField()),
                ('open_until', models.DateTimeField()),
                ('days', models.PositiveSmallIntegerField(choices=[(1, '1 day'), (7, '1 week'), (30, '1 month'), (90, '3 months')])),
                ('may_draft', models.BooleanField(default=False)),
                ('may_post', models.BooleanField(default=False)),
                ('may_use_alias', models.BooleanField(default=False)),
                ('may_draft_messages', models.BooleanField(default=False)),
                ('may_set_reminders', models.BooleanField(default=False)),
                ('in_some_groups', models.BooleanField(default=False)),
                ('shows_name', models.BooleanField(default=False)),
                ('may_be_named', models.BooleanField(default=False)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('told_of_end_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.CharField(blank=True, choices=[('member', 'You ended it'), ('helper', 'The helper ended it'), ('declined', 'The answer was no'), ('time', 'Its time was over')], max_length=10)),
                ('groups', models.ManyToManyField(blank=True, related_name='+', to='groups.supportgroup')),
                ('helper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='helps_others', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='helpers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-invited_at', '-pk'],
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['ends_at'], name='help_that_ends')],
                'constraints': [models.CheckConstraint(condition=models.Q(('member', models.F('helper')), _negated=True), name='nobody_helps_themselves'), models.CheckConstraint(condition=models.Q(('days__in', [1, 7, 30, 90])), name='help_has_a_period'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('ends_at', None)), models.Q(('accepted_at__isnull', False), ('ends_at__gt', models.F('accepted_at')), ('ends_at__isnull', False), ('token_hash', '')), _connector='OR'), name='help_begins_with_a_yes_and_has_an_end'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', '')), models.Q(('ended_at__isnull', False), ('ended_by__in', ['member', 'helper', 'declined', 'time'])), _connector='OR'), name='help_is_ended_by_somebody'), models.CheckConstraint(condition=models.Q(('may_draft', True), ('may_post', True), ('may_draft_messages', True), ('may_set_reminders', True), _connector='OR'), name='help_is_with_something'), models.CheckConstraint(condition=models.Q(('may_use_alias', False), ('may_post', True), _connector='OR'), name='help_under_an_alias_is_posting'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('helper__isnull', False)), fields=('member', 'helper'), name='one_arrangement_for_two_people'), models.UniqueConstraint(condition=models.Q(('token_hash', ''), _negated=True), fields=('token_hash',), name='one_arrangement_for_a_link')],
            },
        ),
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('drafted', 'Wrote a draft for you'), ('started', 'Started a thread for you'), ('replied', 'Posted a reply for you'), ('reminded', 'Set a reminder for you'), ('changed', 'Changed a post written for you')], max_length=10)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('post_pk', models.PositiveBigIntegerField(blank=True, null=True)),
                ('done_at', models.DateTimeField()),
                ('arrangement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='carers.arrangement')),
            ],
            options={
                'ordering': ['-done_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['drafted', 'started', 'replied', 'reminded', 'changed'])), name='act_of_help_exists'), models.CheckConstraint(condition=models.Q(('url', ''), ('url__startswith', '/'), _connector='OR'), name='act_of_help_is_seen_here')],
            },
        ),
        migrations.CreateModel(
            name='OfferedDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', models.JSONField()),
                ('key', models.CharField(max_length=80)),
                ('created_at', models.DateTimeField()),
                ('arrangement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='carers.arrangement')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('key__contains', ':')), name='offered_draft_names_a_thing')],
            },
        ),
    ]
