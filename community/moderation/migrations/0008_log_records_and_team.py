import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What the team keeps: replies, a room, its exchange with members, notes on members; and the log by kind and actor."""

    dependencies = [
        ('groups', '0002_ways_in_and_out'),
        ('moderation', '0007_reports_of_visitors_profiles_pictures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL)
    ]

    operations = [
        migrations.CreateModel(
            name='CannedReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, unique=True, verbose_name='title')),
                ('text', models.TextField(verbose_name='text')),
                ('guideline', models.CharField(blank=True, choices=[('kindness', 'Be kind and assume good faith'), ('hate', 'No hate, threats, sexual content or harassment'), ('own_experience', 'Share your own experience; do not tell others what to take, stop or refuse'), ('no_doses', 'No doses, and no buying or selling of medicines'), ('no_diagnosis', 'No diagnosis from photos, videos or descriptions'), ('advertising', 'No advertising; say if you work for a company or clinic'), ('privacy', 'Protect the privacy of others'), ('distress', 'Low mood is welcome here; no methods, pictures of self-harm or goodbye notes'), ('recruitment', "No fundraising, research or press requests without the team's agreement"), ('adults', 'This community is for people aged 18 and over'), ('law', 'Nothing that breaks the law')], max_length=20, verbose_name='guideline')),
                ('language', models.CharField(blank=True, max_length=2, verbose_name='language')),
                ('is_active', models.BooleanField(default=True, verbose_name='offered')),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='MemberNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='TeamMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('words', models.TextField()),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='TeamRoom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='TeamThread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_count', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('waits_since', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='actor',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='caseevent',
            index=models.Index(fields=['kind', '-created_at', '-id'], name='events_of_a_kind'),
        ),
        migrations.AddIndex(
            model_name='caseevent',
            index=models.Index(fields=['actor', '-created_at', '-id'], name='events_of_a_moderator'),
        ),
        migrations.AddField(
            model_name='cannedreply',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membernote',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.supportgroup'),
        ),
        migrations.AddField(
            model_name='membernote',
            name='member',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='membernote',
            name='moderator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teammessage',
            name='moderator',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teamroom',
            name='group',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.supportgroup'),
        ),
        migrations.AddField(
            model_name='teamroom',
            name='opened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teamthread',
            name='laid_aside_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teamthread',
            name='member',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teammessage',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='moderation.teamthread'),
        ),
        migrations.AddConstraint(
            model_name='cannedreply',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='canned_reply_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='cannedreply',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='canned_reply_says_something'),
        ),
        migrations.AddIndex(
            model_name='membernote',
            index=models.Index(fields=['member', '-created_at'], name='notes_on_a_member'),
        ),
        migrations.AddConstraint(
            model_name='membernote',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='member_note_says_something'),
        ),
        migrations.AddConstraint(
            model_name='teamroom',
            constraint=models.CheckConstraint(condition=models.Q(('pk', 1)), name='there_is_one_team_room'),
        ),
        migrations.AddIndex(
            model_name='teamthread',
            index=models.Index(fields=['-last_at', '-id'], name='team_threads_newest'),
        ),
        migrations.AddIndex(
            model_name='teamthread',
            index=models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['waits_since'], name='team_threads_waiting'),
        ),
        migrations.AddConstraint(
            model_name='teamthread',
            constraint=models.CheckConstraint(condition=models.Q(('waits_since', None), ('laid_aside_by', None), _connector='OR'), name='team_thread_waits_or_is_laid_aside'),
        ),
        migrations.AddConstraint(
            model_name='teammessage',
            constraint=models.UniqueConstraint(fields=('thread', 'number'), name='one_team_message_per_number'),
        ),
        migrations.AddConstraint(
            model_name='teammessage',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='team_message_says_something'),
        ),
    ]
