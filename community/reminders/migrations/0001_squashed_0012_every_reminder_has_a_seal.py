import community.core.sealed
import datetime
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('reminders', '0001_initial'), ('reminders', '0002_richer_rules'), ('reminders', '0003_zone_rules'), ('reminders', '0004_counted_from_the_answer'), ('reminders', '0005_later_and_corrections'), ('reminders', '0006_kinds_and_repeats'), ('reminders', '0007_bad_days'), ('reminders', '0008_zone_of_home'), ('reminders', '0009_own_words_in_a_mail'), ('reminders', '0010_closed_words'), ('reminders', '0011_close_words'), ('reminders', '0012_every_reminder_has_a_seal')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('done', 'Done'), ('skipped', 'Skipped'), ('missed', 'Missed')], max_length=7)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('reason', community.core.sealed.SealedField(blank=True, bound_to=('pk',), place='reminder reason')),
                ('snoozed_until', models.DateTimeField(blank=True, null=True)),
                ('repeats', models.PositiveSmallIntegerField(default=0)),
                ('ring_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ring_at__isnull', False)), fields=['ring_at'], name='occurrences_to_ring')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ring_at', None), ('answered_at', None), _connector='OR'), name='answered_rings_no_more'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='answer_and_moment_together'), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'done', 'skipped', 'missed'])), name='answer_is_known')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('done', 'Done'), ('skipped', 'Skipped'), ('missed', 'Missed')], max_length=7)),
                ('answered_at', models.DateTimeField()),
                ('reason', community.core.sealed.SealedField(blank=True, bound_to=('occurrence_id',), place='reminder reason')),
                ('changed_at', models.DateTimeField()),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='reminders.occurrence')),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seal_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', community.core.sealed.SealedField(bound_to=('owner_id', 'seal_id'), place='reminder title', verbose_name='title')),
                ('note', community.core.sealed.SealedField(blank=True, bound_to=('owner_id', 'seal_id'), place='reminder note', verbose_name='note')),
                ('kind', models.CharField(choices=[('treatment', 'Treatment'), ('appointment', 'Appointment'), ('medicine', 'Medicine'), ('routine', 'Eye-drops or another routine'), ('meeting', 'Meeting'), ('own', 'Something else, in your own words')], default='own', max_length=11, verbose_name='kind')),
                ('repeat_minutes', models.PositiveSmallIntegerField(blank=True, choices=[(10, 'Every 10 minutes'), (30, 'Every 30 minutes'), (60, 'Every hour')], null=True)),
                ('title_in_mail', models.BooleanField(db_default=False, default=False)),
                ('time_zone', models.CharField(max_length=64, verbose_name='time zone')),
                ('starts_on', models.DateField(verbose_name='first date')),
                ('local_time', models.TimeField(verbose_name='time')),
                ('unit', models.CharField(choices=[('once', 'Once'), ('days', 'Every day, or every few days'), ('weeks', 'Every week, or every few weeks'), ('months', 'Every month, or every few months'), ('after_hours', 'Some hours after I mark it done'), ('after_days', 'Some days after I mark it done'), ('after_weeks', 'Some weeks after I mark it done')], max_length=11, verbose_name='how often')),
                ('interval', models.PositiveSmallIntegerField(default=1)),
                ('more_times', models.CharField(blank=True, max_length=72)),
                ('weekdays', models.CharField(blank=True, max_length=20)),
                ('month_days', models.CharField(blank=True, max_length=100)),
                ('count', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('left_out', models.CharField(blank=True, max_length=660)),
                ('next_due_at', models.DateTimeField(blank=True, null=True)),
                ('moved_from', models.DateTimeField(blank=True, null=True)),
                ('put_off_from', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('next_due_at__isnull', False)), fields=['next_due_at'], name='reminders_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='reminder_has_a_title'), models.CheckConstraint(condition=models.Q(('time_zone', ''), _negated=True), name='reminder_has_a_time_zone'), models.CheckConstraint(condition=models.Q(('unit__in', ['once', 'days', 'weeks', 'months', 'after_hours', 'after_days', 'after_weeks'])), name='reminder_unit_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['treatment', 'appointment', 'medicine', 'routine', 'meeting', 'own'])), name='reminder_kind_is_known'), models.CheckConstraint(condition=models.Q(('repeat_minutes', None), ('repeat_minutes__in', [10, 30, 60]), _connector='OR'), name='reminder_repeat_is_offered'), models.CheckConstraint(condition=models.Q(('interval__range', (1, 120))), name='reminder_interval_range'), models.CheckConstraint(condition=models.Q(models.Q(('unit', 'once'), _negated=True), ('interval', 1), _connector='OR'), name='reminder_once_has_no_interval'), models.CheckConstraint(condition=models.Q(('starts_on__range', (datetime.date(2000, 1, 1), datetime.date(2199, 12, 31)))), name='reminder_start_range'), models.CheckConstraint(condition=models.Q(('count', None), ('count__range', (1, 1000)), _connector='OR'), name='reminder_count_range'), models.CheckConstraint(condition=models.Q(('until', None), models.Q(('until__gte', models.F('starts_on')), ('until__lte', datetime.date(2199, 12, 31))), _connector='OR'), name='reminder_ends_after_its_start'), models.CheckConstraint(condition=models.Q(('weekdays', ''), ('unit', 'weeks'), _connector='OR'), name='reminder_weekdays_of_weeks'), models.CheckConstraint(condition=models.Q(('month_days', ''), ('unit', 'months'), _connector='OR'), name='reminder_days_of_months'), models.CheckConstraint(condition=models.Q(models.Q(('unit', 'once'), _negated=True), models.Q(('count', None), ('left_out', ''), ('more_times', ''), ('until', None)), _connector='OR'), name='reminder_once_is_once'), models.CheckConstraint(condition=models.Q(models.Q(('unit__in', ('after_hours', 'after_days', 'after_weeks')), _negated=True), models.Q(('count', None), ('left_out', ''), ('more_times', '')), _connector='OR'), name='reminder_after_an_answer_is_plain'), models.CheckConstraint(condition=models.Q(('paused_at', None), ('ended_at', None), _connector='OR'), name='reminder_paused_or_ended'), models.CheckConstraint(condition=models.Q(('next_due_at', None), models.Q(('ended_at', None), ('paused_at', None)), _connector='OR'), name='reminder_at_rest_has_no_next')],
            },
        ),
        migrations.AddField(
            model_name='occurrence',
            name='reminder',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='reminders.reminder'),
        ),
        migrations.CreateModel(
            name='Wishes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bad_day_until', models.DateTimeField(blank=True, null=True)),
                ('home_zone', models.CharField(blank=True, max_length=64)),
                ('asked_zone', models.CharField(blank=True, max_length=64)),
                ('owner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_wishes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'wishes',
            },
        ),
        migrations.CreateModel(
            name='ZoneRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(blank=True, max_length=20)),
                ('towards', models.CharField(blank=True, max_length=20)),
                ('reached', models.BigIntegerField(default=0)),
            ],
            options={
                'verbose_name_plural': 'zone rules',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='zone_rules_are_one_row')],
            },
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('reminder', 'due_at'), name='one_occurrence_per_moment'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('reminder',), name='one_open_occurrence'),
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
