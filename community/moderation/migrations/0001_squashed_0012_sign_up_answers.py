import community.moderation.append_only
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('moderation', '0001_initial'), ('moderation', '0002_private_messages'), ('moderation', '0003_unmasking'), ('moderation', '0004_whole_cases'), ('moderation', '0005_fill_cases'), ('moderation', '0006_cases_are_whole'), ('moderation', '0007_reports_of_visitors_profiles_pictures'), ('moderation', '0008_log_records_and_team'), ('moderation', '0009_append_only'), ('moderation', '0010_rota_and_care'), ('moderation', '0011_complaints_and_reviews'), ('moderation', '0012_sign_up_answers')]

    initial = True

    dependencies = [
        ('accounts', '0004_sanctions'),
        ('chat', '0001_initial'),
        ('conversations', '0001_initial'),
        ('forum', '0006_hidden_pictures'),
        ('groups', '0002_ways_in_and_out'),
        ('notifications', '0002_more_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='appeal_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('upheld', models.BooleanField()),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='moderation.appeal')),
            ],
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('report', 'Reported'), ('team', 'Found by the team'), ('held', 'Waits to appear'), ('newcomer', 'New member'), ('words', 'Found by a word'), ('crisis', 'Found by words of distress')], default='report', max_length=10)),
                ('risk', models.PositiveSmallIntegerField(choices=[(100, 'Somebody may be in danger'), (150, 'A child may be concerned'), (200, 'Illegal'), (300, 'Unsafe advice'), (900, 'Other')], default=900)),
                ('version', models.PositiveIntegerField(default=0)),
                ('opened_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('active_at', models.DateTimeField(blank=True, null=True)),
                ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.supportgroup')),
                ('message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='chat.message')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.picture')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.post')),
                ('private_message', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conversations.privatemessage')),
                ('profile', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('decided_at', None)), fields=['risk', 'opened_at', 'id'], name='cases_waiting'), models.Index(condition=models.Q(('decided_at', None)), fields=['group', 'risk', 'opened_at'], name='cases_of_a_group'), models.Index(condition=models.Q(('decided_at__isnull', False)), fields=['-decided_at', '-id'], name='cases_decided'), models.Index(fields=['author', '-opened_at'], name='cases_of_a_member')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('message__isnull', True), ('picture__isnull', True), ('post__isnull', False), ('private_message__isnull', True), ('profile__isnull', True)), models.Q(('message__isnull', False), ('picture__isnull', True), ('post__isnull', True), ('private_message__isnull', True), ('profile__isnull', True)), models.Q(('message__isnull', True), ('picture__isnull', True), ('post__isnull', True), ('private_message__isnull', False), ('profile__isnull', True)), models.Q(('message__isnull', True), ('picture__isnull', True), ('post__isnull', True), ('private_message__isnull', True), ('profile__isnull', False)), models.Q(('message__isnull', True), ('picture__isnull', False), ('post__isnull', True), ('private_message__isnull', True), ('profile__isnull', True)), _connector='OR'), name='case_has_one_subject'), models.CheckConstraint(condition=models.Q(('risk__in', [100, 150, 200, 300, 900])), name='case_risk_exists'), models.CheckConstraint(condition=models.Q(('origin__in', ['report', 'team', 'held', 'newcomer', 'words', 'crisis'])), name='case_origin_exists'), models.CheckConstraint(condition=models.Q(models.Q(('active_at', None), ('assignee', None)), models.Q(('active_at__isnull', False), ('assignee__isnull', False)), _connector='OR'), name='case_claim_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('no_action', 'It may stay as it is'), ('approved', 'Let it appear now'), ('noted', 'Add content notes'), ('annotated', 'Put a word of the team on it'), ('masked', 'Blank a phrase, keep the rest'), ('moved', 'Move the conversation to another board'), ('locked', 'Lock the conversation'), ('hidden', 'Hide it'), ('removed', 'Remove it')], max_length=20)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('guideline', models.CharField(blank=True, choices=[('kindness', 'Be kind and assume good faith'), ('hate', 'No hate, threats, sexual content or harassment'), ('own_experience', 'Share your own experience; do not tell others what to take, stop or refuse'), ('no_doses', 'No doses, and no buying or selling of medicines'), ('no_diagnosis', 'No diagnosis from photos, videos or descriptions'), ('advertising', 'No advertising; say if you work for a company or clinic'), ('privacy', 'Protect the privacy of others'), ('distress', 'Low mood is welcome here; no methods, pictures of self-harm or goodbye notes'), ('recruitment', "No fundraising, research or press requests without the team's agreement"), ('adults', 'This community is for people aged 18 and over'), ('law', 'Nothing that breaks the law')], max_length=20)),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('source', models.CharField(choices=[('report', 'A member reported it.'), ('team', 'We found it ourselves.'), ('rule', 'A rule of the site pointed it out to us.')], default='report', max_length=10)),
                ('excerpt', models.TextField()),
                ('before', models.JSONField(blank=True, default=dict)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='moderation.case')),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sanction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='accounts.sanction')),
                ('seconded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'indexes': [models.Index(fields=['-created_at', '-id'], name='decisions_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['no_action', 'approved', 'noted', 'annotated', 'masked', 'moved', 'locked', 'hidden', 'removed'])), name='decision_outcome_exists'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('outcome__in', ['masked', 'locked', 'hidden', 'removed']), _negated=True), ('sanction', None)), models.Q(('guideline', ''), _negated=True), _connector='OR'), name='restricting_names_a_guideline'), models.CheckConstraint(condition=models.Q(('seconded_by', None), models.Q(('seconded_by', models.F('moderator')), _negated=True), _connector='OR'), name='decision_is_seconded_by_another')],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='decision',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.decision'),
        ),
        migrations.AddField(
            model_name='appeal',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='moderation.decision'),
        ),
        migrations.CreateModel(
            name='MemberNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.supportgroup')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['member', '-created_at'], name='notes_on_a_member')],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='member_note_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('no_action', 'It may stay as it is'), ('approved', 'Let it appear now'), ('noted', 'Add content notes'), ('annotated', 'Put a word of the team on it'), ('masked', 'Blank a phrase, keep the rest'), ('moved', 'Move the conversation to another board'), ('locked', 'Lock the conversation'), ('hidden', 'Hide it'), ('removed', 'Remove it')], max_length=20)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('guideline', models.CharField(blank=True, choices=[('kindness', 'Be kind and assume good faith'), ('hate', 'No hate, threats, sexual content or harassment'), ('own_experience', 'Share your own experience; do not tell others what to take, stop or refuse'), ('no_doses', 'No doses, and no buying or selling of medicines'), ('no_diagnosis', 'No diagnosis from photos, videos or descriptions'), ('advertising', 'No advertising; say if you work for a company or clinic'), ('privacy', 'Protect the privacy of others'), ('distress', 'Low mood is welcome here; no methods, pictures of self-harm or goodbye notes'), ('recruitment', "No fundraising, research or press requests without the team's agreement"), ('adults', 'This community is for people aged 18 and over'), ('law', 'Nothing that breaks the law')], max_length=20)),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('sanction_kind', models.PositiveSmallIntegerField(choices=[(100, 'Warning'), (500, 'Writing paused'), (900, 'Account paused')])),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('agreed', models.BooleanField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='moderation.case')),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('case',), name='one_open_proposal_per_case'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('moderator')), _negated=True), _connector='OR'), name='proposal_is_answered_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visitor_name', models.CharField(blank=True, max_length=100)),
                ('visitor_email', models.EmailField(blank=True, max_length=254)),
                ('visitor_mark', models.CharField(blank=True, max_length=64)),
                ('token', models.CharField(blank=True, max_length=43, null=True, unique=True)),
                ('reason', models.CharField(choices=[('illegal', 'It seems to be illegal'), ('worried', "I am worried about someone's safety"), ('unsafe_advice', 'Medical advice that could be unsafe'), ('harassment', 'Harassment, hate or threats'), ('privacy', 'It gives away something private'), ('spam', 'Spam or advertising'), ('under_age', 'The writer may be under 18'), ('other', 'Something else')], max_length=20)),
                ('shows_child_abuse', models.BooleanField(default=False)),
                ('in_good_faith', models.BooleanField(default=False)),
                ('words', models.TextField(blank=True)),
                ('excerpt', models.TextField()),
                ('byline', models.CharField(blank=True, max_length=150)),
                ('path', models.CharField(blank=True, max_length=300)),
                ('revision', models.CharField(blank=True, max_length=40)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('created_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='moderation.case')),
                ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('visitor_mark', ''), _negated=True), fields=['visitor_mark', 'created_at'], name='reports_of_a_visitor')],
                'constraints': [models.UniqueConstraint(fields=('case', 'reporter'), name='one_report_per_case_and_reporter'), models.CheckConstraint(condition=models.Q(('reason__in', ['illegal', 'worried', 'unsafe_advice', 'harassment', 'privacy', 'spam', 'under_age', 'other'])), name='report_reason_exists'), models.CheckConstraint(condition=models.Q(('excerpt', ''), _negated=True), name='report_keeps_the_text'), models.CheckConstraint(condition=models.Q(models.Q(('reporter', None), ('token__isnull', False)), models.Q(('reporter__isnull', False), ('token', None), ('visitor_email', ''), ('visitor_mark', ''), ('visitor_name', '')), _connector='OR'), name='report_is_a_members_or_a_visitors')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('again', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='origin', to='moderation.report')),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='challenge', to='moderation.report')),
            ],
        ),
        migrations.CreateModel(
            name='ReviewEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(db_index=False, max_length=100)),
                ('done_on', models.DateField()),
                ('done_by', models.CharField(max_length=150)),
                ('note', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'review entries',
                'ordering': ['-done_on', '-pk'],
                'indexes': [models.Index(fields=['slug', '-done_on', '-id'], name='reviews_of_a_paper')],
                'constraints': [models.CheckConstraint(condition=models.Q(('done_by', ''), _negated=True), name='review_names_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
                ('noted_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
                'indexes': [models.Index(fields=['ends_at', 'starts_at'], name='shifts_to_come')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_ends_after_its_start'), models.CheckConstraint(condition=models.Q(models.Q(('note', ''), ('noted_at', None)), models.Q(models.Q(('note', ''), _negated=True), ('noted_at__isnull', False)), _connector='OR'), name='shift_note_is_whole'), models.UniqueConstraint(fields=('member', 'starts_at'), name='one_shift_per_member_and_start')],
            },
        ),
        migrations.CreateModel(
            name='SignUpAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(unique=True)),
                ('said_yes', models.BooleanField()),
                ('asked_at', models.DateTimeField()),
                ('created_at', models.DateTimeField(db_index=True)),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('created_at__gte', models.F('asked_at'))), name='sign_up_answer_later')],
            },
        ),
        migrations.CreateModel(
            name='TeamRoom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField()),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.supportgroup')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='there_is_one_team_room')],
            },
        ),
        migrations.CreateModel(
            name='TeamThread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_count', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('waits_since', models.DateTimeField(blank=True, null=True)),
                ('laid_aside_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['-last_at', '-id'], name='team_threads_newest'), models.Index(condition=models.Q(('waits_since__isnull', False)), fields=['waits_since'], name='team_threads_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('waits_since', None), ('laid_aside_by', None), _connector='OR'), name='team_thread_waits_or_is_laid_aside')],
            },
        ),
        migrations.CreateModel(
            name='TeamMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('words', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('moderator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='moderation.teamthread')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('thread', 'number'), name='one_team_message_per_number'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='team_message_says_something')],
            },
        ),
        migrations.CreateModel(
            name='TrainingDone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=40)),
                ('done_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'item'), name='one_tick_per_training_item')],
            },
        ),
        migrations.CreateModel(
            name='Undoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='undoing', to='moderation.decision')),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Unmasking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unmaskings', to='moderation.case')),
                ('refused_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='unmasking_has_a_reason'), models.CheckConstraint(condition=models.Q(('agreed_by', None), models.Q(('agreed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='unmasking_takes_two_moderators'), models.CheckConstraint(condition=models.Q(('refused_by', None), models.Q(('refused_by', models.F('asked_by')), _negated=True), _connector='OR'), name='unmasking_is_refused_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_at', None), ('agreed_by', None), ('told_at', None)), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False), ('told_at__isnull', False)), _connector='OR'), name='unmasking_agreement_is_whole_and_told'), models.CheckConstraint(condition=models.Q(models.Q(('refused_at', None), ('refused_by', None)), models.Q(('refused_at__isnull', False), ('refused_by__isnull', False)), _connector='OR'), name='unmasking_refusal_is_whole'), models.CheckConstraint(condition=models.Q(('agreed_at', None), ('refused_at', None), _connector='OR'), name='unmasking_has_one_answer'), models.UniqueConstraint(condition=models.Q(('refused_at', None)), fields=('case',), name='one_unmasking_per_case')],
            },
        ),
        migrations.CreateModel(
            name='UnmaskingView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('unmasking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to='moderation.unmasking')),
                ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'pk'],
            },
        ),
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
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='canned_reply_has_a_title'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='canned_reply_says_something')],
            },
        ),
        migrations.CreateModel(
            name='CareLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cases', models.PositiveSmallIntegerField()),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='care_limit', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('cases__lte', 20)), name='care_limit_is_lower_than_the_sites')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveIntegerField()),
                ('step', models.PositiveSmallIntegerField(choices=[(1, 'On duty'), (2, 'On duty next'), (3, 'Every moderator of the site')])),
                ('created_at', models.DateTimeField()),
                ('passed_at', models.DateTimeField(blank=True, null=True)),
                ('moderator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='moderation.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'turn', 'moderator'), name='one_alert_per_turn_and_moderator'), models.CheckConstraint(condition=models.Q(('step__in', [1, 2, 3])), name='alert_step_exists')],
            },
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('opened', 'opened the case'), ('reported', 'reported it'), ('claimed', 'took the case on'), ('released', 'gave the case back'), ('noted', 'wrote a note'), ('proposed', 'proposed a decision that takes two'), ('refused', 'did not agree to the proposal'), ('decided', 'decided'), ('undone', 'undid the decision'), ('appealed', 'asked to look again'), ('challenged', 'asked to look again'), ('answered', 'answered the appeal'), ('raised', 'made it more urgent'), ('closed', 'closed it: what waited has appeared, or was taken back')], max_length=10)),
                ('actor_name', models.CharField(blank=True, max_length=150)),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('actor', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='moderation.case')),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['-created_at', '-id'], name='events_newest'), models.Index(fields=['kind', '-created_at', '-id'], name='events_of_a_kind'), models.Index(fields=['actor', '-created_at', '-id'], name='events_of_a_moderator')],
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='one_event_per_version')],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('asked_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at', None)), fields=('member',), name='one_open_check_in_per_member'), models.CheckConstraint(condition=models.Q(('asked_of', None), models.Q(('asked_of', models.F('member')), _negated=True), _connector='OR'), name='check_in_is_asked_of_another'), models.CheckConstraint(condition=models.Q(('done_by', None), models.Q(('done_by', models.F('member')), _negated=True), _connector='OR'), name='check_in_is_done_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('report', 'How you handled a report'), ('decision', 'A decision about me or what I wrote'), ('duty', 'You do too little, or too much, to keep people safe'), ('data', 'How you use data'), ('other', 'Something else')], max_length=10)),
                ('words', models.TextField()),
                ('shows_name', models.BooleanField(default=False)),
                ('visitor_email', models.EmailField(blank=True, max_length=254)),
                ('visitor_mark', models.CharField(blank=True, max_length=64)),
                ('token', models.CharField(max_length=43, unique=True)),
                ('created_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complainant', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['created_at', 'id'], name='complaints_waiting'), models.Index(fields=['-answered_at', '-id'], name='complaints_answered'), models.Index(fields=['complainant', 'created_at'], name='complaints_of_a_member'), models.Index(condition=models.Q(('visitor_mark', ''), _negated=True), fields=['visitor_mark', 'created_at'], name='complaints_of_a_visitor')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['report', 'decision', 'duty', 'data', 'other'])), name='complaint_kind_exists'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='complaint_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('complainant', None), ('shows_name', False)), models.Q(('complainant__isnull', False), ('visitor_email', ''), ('visitor_mark', '')), _connector='OR'), name='complaint_is_a_members_or_a_visitors'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='complaint_answer_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Debrief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('created_at', models.DateTimeField()),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='debrief_says_something')],
            },
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('decision', None)), fields=('post',), name='one_open_case_per_post'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('decision', None)), fields=('message',), name='one_open_case_per_message'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('decision', None)), fields=('private_message',), name='one_open_case_per_private_message'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('decision', None)), fields=('profile',), name='one_open_case_per_profile'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('decision', None)), fields=('picture',), name='one_open_case_per_picture'),
        ),
        migrations.RunPython(
            code=community.moderation.append_only.keep_in_migration,
            reverse_code=community.moderation.append_only.lift_in_migration,
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
