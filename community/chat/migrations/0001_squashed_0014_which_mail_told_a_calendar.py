import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('chat', '0001_initial'), ('chat', '0002_blanked_phrases'), ('chat', '0003_rooms_people_and_waiting'), ('chat', '0004_roomtools'), ('chat', '0005_meetings'), ('chat', '0006_pins'), ('chat', '0007_team_words'), ('chat', '0008_drafts_by_number'), ('chat', '0009_calendar_entries'), ('chat', '0010_what_calendars_were_told'), ('chat', '0011_reading_lists'), ('chat', '0012_quotes_taken_back'), ('chat', '0014_which_mail_told_a_calendar')]

    initial = True

    dependencies = [
        ('drafts', '0001_initial'),
        ('groups', '0002_ways_in_and_out'),
        ('notifications', '0016_helpers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('timed_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('summary', models.TextField(blank=True)),
                ('summary_url', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('cancelled_at', None), ('closed_at', None)), fields=['starts_at'], name='meetings_standing'), models.Index(fields=['starts_at'], name='meetings_by_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='meeting_ends_later'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), models.Q(('closed_at', None), ('opened_at', None)), _connector='OR'), name='meeting_cancelled_or_held'), models.CheckConstraint(condition=models.Q(('closed_at', None), ('opened_at__isnull', False), _connector='OR'), name='meeting_closed_was_open'), models.CheckConstraint(condition=models.Q(('summary_url', ''), models.Q(('summary_url__startswith', '/'), models.Q(('summary', ''), _negated=True)), _connector='OR'), name='meeting_summary_url_is_a_path'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('summary'), 10000), name='meeting_summary_fits')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('attending', 'You plan to come.'), ('waiting', 'All places are taken. You are in line for one and hear from us.'), ('cannot', 'You cannot come this time.')], max_length=10)),
                ('answered_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='chat.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='one_attendance_per_meeting'), models.CheckConstraint(condition=models.Q(('answer__in', ['attending', 'waiting', 'cannot'])), name='attendance_answer_exists')],
            },
        ),
        migrations.CreateModel(
            name='CalendarEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('attendance', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_entry', to='chat.attendance')),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notifications.delivery')),
            ],
            options={
                'verbose_name_plural': 'calendar entries',
            },
        ),
        migrations.CreateModel(
            name='MeetingPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80)),
                ('description', models.TextField(blank=True)),
                ('welcome', models.TextField(blank=True)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('starts_on', models.DateField()),
                ('local_time', models.TimeField()),
                ('time_zone', models.CharField(max_length=64)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('every_weeks', models.PositiveSmallIntegerField(default=0)),
                ('until', models.DateField(blank=True, null=True)),
                ('first_number', models.PositiveIntegerField(default=1)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='meeting_plan_has_a_title'), models.CheckConstraint(condition=models.Q(('time_zone', ''), _negated=True), name='meeting_plan_has_a_time_zone'), models.CheckConstraint(condition=models.Q(('capacity', None), ('capacity__range', (1, 500)), _connector='OR'), name='meeting_capacity_range'), models.CheckConstraint(condition=models.Q(('minutes__range', (5, 480))), name='meeting_length_range'), models.CheckConstraint(condition=models.Q(('every_weeks__lte', 4)), name='meeting_weeks_range'), models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('description'), 2000), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('welcome'), 1000)), name='meeting_plan_words_fit')],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='chat.meetingplan'),
        ),
        migrations.CreateModel(
            name='MeetingReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('hours', models.PositiveSmallIntegerField()),
                ('attendance', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='chat.attendance')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('attendance', 'starts_at', 'hours'), name='reminded_once_of_a_moment'), models.CheckConstraint(condition=models.Q(('hours__in', [24, 1])), name='meeting_reminder_hours_exist')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('topic', models.CharField(blank=True, max_length=200, verbose_name='topic')),
                ('rules', models.TextField(blank=True, verbose_name='rules of this room')),
                ('opening', models.CharField(choices=[('always', 'Always, until a host closes it'), ('hosted', 'Only while a host is there'), ('meetings', 'Only during meetings')], default='always', max_length=10, verbose_name='when it is open')),
                ('is_open', models.BooleanField(default=True, editable=False)),
                ('hosted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('quiet_from', models.TimeField(blank=True, null=True, verbose_name='quiet from')),
                ('quiet_until', models.TimeField(blank=True, null=True, verbose_name='quiet until')),
                ('time_zone', models.CharField(default='UTC', max_length=64, verbose_name='time zone of the quiet hours')),
                ('told_quiet_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('retention_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days that messages are kept')),
                ('slow_seconds', models.PositiveIntegerField(default=0, editable=False)),
                ('calmed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('has_pins', models.BooleanField(default=False, editable=False)),
                ('has_reading', models.BooleanField(default=False, editable=False)),
                ('last_seq', models.PositiveBigIntegerField(default=0, editable=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='groups.supportgroup')),
                ('meeting', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='chat.meeting')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_seq__gte', 0)), name='room_counts_from_0'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='room_has_a_name'), models.CheckConstraint(condition=models.Q(('opening__in', ['always', 'hosted', 'meetings'])), name='room_opening_exists'), models.CheckConstraint(condition=models.Q(models.Q(('quiet_from', None), ('quiet_until', None)), models.Q(('quiet_from__isnull', False), ('quiet_until__isnull', False), models.Q(('quiet_from', models.F('quiet_until')), _negated=True)), _connector='OR'), name='room_quiet_hours_are_whole'), models.CheckConstraint(condition=models.Q(('slow_seconds__lte', 21600)), name='room_is_not_too_slow'), models.CheckConstraint(condition=models.Q(('retention_days', None), ('retention_days__range', (1, 3650)), _connector='OR'), name='room_retention_range'), models.CheckConstraint(condition=models.Q(('time_zone', ''), _negated=True), name='room_has_a_time_zone')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_named', models.BooleanField(default=False)),
                ('seen_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='chat.room')),
            ],
            options={
                'indexes': [models.Index(fields=['seen_at'], name='presences_by_time')],
                'constraints': [models.UniqueConstraint(fields=('room', 'member'), name='one_presence_per_room')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_seq', models.PositiveBigIntegerField(default=0)),
                ('held_seq', models.PositiveBigIntegerField(blank=True, null=True)),
                ('level', models.CharField(choices=[('watch', 'New messages, together in one mail while I am away'), ('mentions', 'Only when somebody asks for me or answers me'), ('mute', 'Nothing')], default='mentions', max_length=10)),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('told_seq', models.PositiveBigIntegerField(default=0)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chat_places', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='chat.room')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('level', 'watch')), fields=['room'], name='places_that_watch')],
                'constraints': [models.UniqueConstraint(fields=('member', 'room'), name='one_place_per_room'), models.CheckConstraint(condition=models.Q(('level__in', ['watch', 'mentions', 'mute'])), name='chat_place_level_exists')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('starts_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chat_pauses', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='chat.room')),
            ],
            options={
                'indexes': [models.Index(fields=['member', 'room', 'until'], name='pauses_of_a_member')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('starts_at'))), name='pause_ends_later'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='pause_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField()),
                ('body_html', models.TextField(editable=False)),
                ('created_at', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back', models.JSONField(blank=True, editable=False, null=True)),
                ('seq', models.PositiveBigIntegerField(blank=True, null=True)),
                ('client_id', models.UUIDField()),
                ('content_notes', models.PositiveSmallIntegerField(default=0)),
                ('team_notes', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('notice', models.CharField(blank=True, editable=False, max_length=300)),
                ('notice_link', models.CharField(blank=True, editable=False, max_length=200)),
                ('signs', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('waits_for', models.CharField(blank=True, choices=[('guard', 'for its author, who can still take it back'), ('host', 'for a host to let it through')], max_length=10)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('earlier', models.JSONField(blank=True, default=list, editable=False)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('pinned_at', models.DateTimeField(blank=True, null=True)),
                ('blanks', models.JSONField(blank=True, default=list, editable=False)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('in_reply_to', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='chat.message')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='chat.room')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['author', '-created_at'], name='messages_of_a_member'), models.Index(fields=['room', 'created_at'], name='messages_by_time'), models.Index(condition=models.Q(('seq', None)), fields=['held_until'], name='messages_that_wait'), models.Index(condition=models.Q(('pinned_at__isnull', False)), fields=['room'], name='messages_pinned')],
                'constraints': [models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='message_body_is_not_empty'), models.UniqueConstraint(fields=('room', 'seq'), name='one_message_per_seq'), models.UniqueConstraint(fields=('author', 'client_id'), name='one_message_per_client_id'), models.CheckConstraint(condition=models.Q(('seq__gte', 1)), name='messages_count_from_1'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(models.F('body')), 4000), name='message_is_not_too_long'), models.CheckConstraint(condition=models.Q(models.Q(('held_until', None), ('seq__isnull', False), ('waits_for', '')), models.Q(('held_until__isnull', False), ('seq', None), ('waits_for__in', ['guard', 'host'])), _connector='OR'), name='message_is_numbered_or_waits'), models.CheckConstraint(condition=models.Q(('content_notes__lte', 127), ('signs__lte', 15)), name='message_notes_and_signs_exist'), models.CheckConstraint(condition=models.Q(('team_notes__lte', models.F('content_notes'))), name='message_team_notes_exist'), models.CheckConstraint(condition=models.Q(('notice_link', ''), ('notice_link__startswith', '/'), _connector='OR'), name='message_notice_links_here')],
            },
        ),
        migrations.AddField(
            model_name='meetingplan',
            name='room',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='chat.room'),
        ),
        migrations.CreateModel(
            name='RoomEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seq', models.PositiveBigIntegerField()),
                ('kind', models.CharField(choices=[('sent', 'sent'), ('edited', 'edited by its author'), ('removed', 'removed by its author'), ('returned', 'put back by its author'), ('hidden', 'hidden'), ('restored', 'restored'), ('changed', 'changed by the team'), ('signed', 'given a kind sign'), ('pinned', 'pinned'), ('unpinned', 'no longer pinned'), ('opened', 'room opened'), ('closed', 'room closed'), ('paced', 'pace changed'), ('meeting', 'meeting went on')], max_length=10)),
                ('created_at', models.DateTimeField()),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='chat.message')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='chat.room')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('room', 'seq'), name='one_event_per_seq'), models.CheckConstraint(condition=models.Q(('seq__gte', 1)), name='events_count_from_1'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['opened', 'closed', 'paced', 'meeting']), ('message', None)), models.Q(('kind__in', ['sent', 'edited', 'removed', 'returned', 'hidden', 'restored', 'changed', 'signed', 'pinned', 'unpinned']), ('message__isnull', False)), _connector='OR'), name='room_event_kind_exists')],
            },
        ),
        migrations.CreateModel(
            name='RoomReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=120)),
                ('path', models.CharField(max_length=200)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='chat.room')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='room_reading_has_a_title'), models.CheckConstraint(condition=models.Q(('path__startswith', '/resources/')), name='room_reading_stays_here'), models.UniqueConstraint(fields=('room', 'path'), name='one_room_reading_per_address')],
            },
        ),
        migrations.CreateModel(
            name='Sign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kinds', models.PositiveSmallIntegerField()),
                ('changed_at', models.DateTimeField()),
                ('withheld', models.BooleanField(default=False)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='given_signs', to='chat.message')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('message', 'member'), name='one_sign_per_message'), models.CheckConstraint(condition=models.Q(('kinds__gte', 1), ('kinds__lte', 15)), name='sign_kinds_exist')],
            },
        ),
        migrations.CreateModel(
            name='ChatSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guards_sending', models.BooleanField(default=False)),
                ('batch_seconds', models.PositiveSmallIntegerField(default=0)),
                ('layout', models.CharField(choices=[('usual', 'Usual'), ('compact', 'Compact, high contrast'), ('large', 'Large')], default='usual', max_length=10)),
                ('reading_pace', models.CharField(choices=[('slow', 'Slow'), ('normal', 'Normal'), ('fast', 'Fast')], default='normal', max_length=10)),
                ('shows_typing', models.BooleanField(default=False)),
                ('shows_presence', models.BooleanField(default=False)),
                ('phrases', models.JSONField(blank=True, default=list)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='chat_settings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('batch_seconds__in', [0, 5, 10, 20, 30, 60])), name='chat_batch_exists'), models.CheckConstraint(condition=models.Q(('layout__in', ['usual', 'compact', 'large'])), name='chat_layout_exists'), models.CheckConstraint(condition=models.Q(('reading_pace__in', ['slow', 'normal', 'fast'])), name='chat_pace_exists')],
            },
        ),
        migrations.CreateModel(
            name='Hand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_round', models.BooleanField(default=False)),
                ('raised_at', models.DateTimeField()),
                ('called_at', models.DateTimeField(blank=True, null=True)),
                ('lowered_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='hands', to='chat.meeting')),
            ],
            options={
                'indexes': [models.Index(fields=['meeting', 'raised_at'], name='hands_in_order')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lowered_at', None)), fields=('meeting', 'member', 'in_round'), name='one_hand_up'), models.UniqueConstraint(condition=models.Q(('called_at__isnull', False), ('lowered_at', None)), fields=('meeting',), name='one_has_the_word')],
            },
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='one_meeting_per_number'),
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
