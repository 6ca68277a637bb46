import community.core.sealed
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notifications', '0001_initial'), ('notifications', '0002_more_kinds'), ('notifications', '0003_notices_know_whose_doing'), ('notifications', '0004_rooms'), ('notifications', '0005_meetings'), ('notifications', '0006_why_a_mail_was_not_sent'), ('notifications', '0007_choices_of_members'), ('notifications', '0008_quiet_hours_of_members'), ('notifications', '0009_calendars_by_mail'), ('notifications', '0010_mail_that_came_back'), ('notifications', '0011_summary_mails'), ('notifications', '0012_what_a_mail_was_written_from'), ('notifications', '0013_frozen_after_a_restore'), ('notifications', '0014_a_file_is_ready'), ('notifications', '0015_words_are_closed'), ('notifications', '0016_helpers'), ('notifications', '0017_what_somebody_waits_for')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MailFreeze',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('backup_at', models.DateTimeField()),
                ('frozen_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply', 'Reply'), ('mention', 'Mention'), ('reaction', 'Kind sign'), ('message', 'Private message'), ('group', 'Group'), ('reminder', 'Reminder'), ('meeting', 'Meeting'), ('moderation', 'From the team'), ('room', 'Room'), ('mail', 'Your mail'), ('file', 'Your file'), ('helper', 'Your helper'), ('digest', 'Summary mail')], max_length=20)),
                ('key', models.CharField(blank=True, max_length=100)),
                ('text', models.CharField(max_length=300)),
                ('url', models.CharField(max_length=300)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('actor', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['recipient', '-created_at'], name='notifications_newest'), models.Index(condition=models.Q(('read_at', None)), fields=['recipient'], name='notifications_unread')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['reply', 'mention', 'reaction', 'message', 'group', 'reminder', 'meeting', 'moderation', 'room', 'mail', 'file', 'helper', 'digest'])), name='notification_kind_exists'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='notification_says_something'), models.CheckConstraint(condition=models.Q(('url__startswith', '/')), name='notification_url_is_a_path')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=255, unique=True)),
                ('to_address', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True)),
                ('calendar', models.TextField(blank=True, db_default='', default='')),
                ('path', models.CharField(blank=True, db_default='', default='', max_length=300)),
                ('words', community.core.sealed.SealedField(blank=True, bound_to=('message_id',), db_default='', default='', place='words of a mail')),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('about_at', models.DateTimeField(blank=True, null=True)),
                ('useful_until', models.DateTimeField(blank=True, null=True)),
                ('is_catch_up', models.BooleanField(default=False)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('lease', models.UUIDField(blank=True, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, choices=[('read', 'you had read it here before'), ('late', 'it would have come too late to be of use'), ('stopped', 'you do not want mails of this kind'), ('bounced', 'mails to your address came back'), ('complained', 'a mail to you was marked as spam'), ('unwanted', 'there was no need for it any more'), ('cancelled', 'you had answered it, or it no longer held'), ('joined', 'another mail says it together with others'), ('restored', 'the site was put back from a backup, and this mail may have reached you before'), ('refused', 'your mail provider does not take it'), ('failed', 'we tried for hours and could not reach your mail provider')], max_length=10)),
                ('problem', models.CharField(blank=True, max_length=200)),
                ('bounce', models.CharField(blank=True, choices=[('soft', 'came back, for now'), ('hard', 'came back: there is no such address'), ('complaint', 'marked as spam')], db_default='', default='', max_length=10)),
                ('bounced_at', models.DateTimeField(blank=True, null=True)),
                ('notification', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='delivery', to='notifications.notification')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'indexes': [models.Index(condition=models.Q(('dropped_at', None), ('sent_at', None)), fields=['due_at'], name='deliveries_waiting'), models.Index(condition=models.Q(('dropped_at', None), ('notification', None), ('sent_at', None)), fields=['due_at'], name='deliveries_awaited'), models.Index(condition=models.Q(('lease__isnull', False)), fields=['lease'], name='deliveries_leased'), models.Index(condition=models.Q(('bounced_at__isnull', False)), fields=['to_address'], name='deliveries_that_came_back')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='delivery_sent_or_dropped'), models.CheckConstraint(condition=models.Q(models.Q(('lease', None), ('leased_until', None)), models.Q(('lease__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='delivery_lease_is_whole'), models.CheckConstraint(condition=models.Q(('path', ''), ('path__startswith', '/'), _connector='OR'), name='delivery_leads_to_a_path'), models.CheckConstraint(condition=models.Q(('why', ''), ('dropped_at__isnull', False), _connector='OR'), name='delivery_why_it_dropped'), models.CheckConstraint(condition=models.Q(models.Q(('bounce', ''), ('bounced_at', None)), models.Q(('bounce__in', ['soft', 'hard', 'complaint']), ('bounced_at__isnull', False)), _connector='OR'), name='delivery_bounce_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='QuietHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('begins', models.TimeField()),
                ('ends', models.TimeField()),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='quiet_hours', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'weekday'), name='quiet_once_a_day'), models.CheckConstraint(condition=models.Q(('weekday__range', (0, 6))), name='quiet_on_a_day_of_the_week'), models.CheckConstraint(condition=models.Q(('begins', models.F('ends')), _negated=True), name='quiet_hours_are_some_hours')],
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply', 'Reply'), ('mention', 'Mention'), ('reaction', 'Kind sign'), ('message', 'Private message'), ('group', 'Group'), ('reminder', 'Reminder'), ('meeting', 'Meeting'), ('moderation', 'From the team'), ('room', 'Room'), ('mail', 'Your mail'), ('file', 'Your file'), ('helper', 'Your helper'), ('digest', 'Summary mail')], max_length=20)),
                ('way', models.CharField(choices=[('now', 'Here and by mail, at once'), ('digest', 'Here, and in the summary mail'), ('app', 'Only here, no mail'), ('off', 'Neither')], max_length=10)),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'kind'), name='one_choice_per_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['reply', 'mention', 'reaction', 'message', 'group', 'reminder', 'meeting', 'room', 'digest'])), name='choice_of_what_can_be_stopped'), models.CheckConstraint(condition=models.Q(('way__in', ['now', 'digest', 'app', 'off'])), name='choice_is_a_way'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'digest'), _negated=True), ('kind__in', ['reply', 'mention', 'reaction', 'message', 'group', 'room']), _connector='OR'), name='choice_puts_off_what_can_wait'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'digest'), _negated=True), ('way__in', ['now', 'off']), _connector='OR'), name='choice_of_a_summary_or_none'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'off'), _negated=True), models.Q(('kind__in', ['reminder']), _negated=True), _connector='OR'), name='choice_leaves_what_always_stands_here')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
