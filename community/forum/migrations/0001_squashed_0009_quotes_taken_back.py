import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('forum', '0001_initial'), ('forum', '0002_living_forums'), ('forum', '0003_blocks'), ('forum', '0004_names_medicine'), ('forum', '0005_team_words'), ('forum', '0006_hidden_pictures'), ('forum', '0007_newest_posts'), ('forum', '0008_written_by_a_helper'), ('forum', '0009_quotes_taken_back')]

    initial = True

    dependencies = [
        ('accounts', '0003_blocks'),
        ('carers', '0001_initial'),
        ('groups', '0002_ways_in_and_out'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=200)),
                ('multiple', models.BooleanField(default=False)),
                ('secret', models.BooleanField(default=True)),
                ('closes_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='poll_asks_something')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('created_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name__contains', ' ')), name='alias_is_no_member_name')],
            },
        ),
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('who_starts', models.CharField(choices=[('members', 'Members of the group'), ('moderators', 'Moderators of the group')], default='members', max_length=10)),
                ('who_replies', models.CharField(choices=[('members', 'Members of the group'), ('moderators', 'Moderators of the group')], default='members', max_length=10)),
                ('asks_questions', models.BooleanField(default=False)),
                ('takes_pictures', models.BooleanField(default=False)),
                ('thread_count', models.PositiveIntegerField(default=0, editable=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boards', to='groups.supportgroup')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='board_has_a_name'), models.CheckConstraint(condition=models.Q(('who_starts__in', ['members', 'moderators'])), name='board_starters_exist'), models.CheckConstraint(condition=models.Q(('who_replies__in', ['members', 'moderators'])), name='board_repliers_exist')],
            },
        ),
        migrations.CreateModel(
            name='FormField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('label', models.CharField(max_length=80)),
                ('help_text', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('line', 'One line'), ('text', 'Several lines'), ('choice', 'One of several'), ('number', 'A number'), ('date', 'A date')], default='line', max_length=10)),
                ('choices', models.TextField(blank=True)),
                ('required', models.BooleanField(default=True)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='form_fields', to='forum.board')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='form_field_has_a_label'), models.CheckConstraint(condition=models.Q(('kind__in', ['line', 'text', 'choice', 'number', 'date'])), name='form_field_kind_exists'), models.CheckConstraint(condition=models.Q(('choices', ''), ('kind', 'choice'), _negated=True), name='form_choice_has_choices'), models.UniqueConstraint(fields=('board', 'label'), name='one_form_field_per_label')],
            },
        ),
        migrations.CreateModel(
            name='PlaceLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'Mute'), (1, 'Normal'), (2, 'Follow'), (3, 'Watch')])),
                ('board', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='forum.board')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='groups.supportgroup')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('board', None), ('group__isnull', False)), models.Q(('board__isnull', False), ('group', None)), _connector='OR'), name='level_of_one_place'), models.CheckConstraint(condition=models.Q(('level__in', [0, 1, 2, 3])), name='place_level_exists'), models.UniqueConstraint(fields=('member', 'board'), name='one_level_per_board'), models.UniqueConstraint(fields=('member', 'group'), name='one_level_per_group')],
            },
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=120)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='forum.poll')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'position'), name='one_poll_option_per_position'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='poll_option_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField()),
                ('body_html', models.TextField(editable=False)),
                ('created_at', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back', models.JSONField(blank=True, editable=False, null=True)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('submit_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('answers', models.JSONField(blank=True, null=True)),
                ('content_notes', models.PositiveSmallIntegerField(default=0)),
                ('names_medicine', models.BooleanField(default=False, editable=False)),
                ('team_notes', models.PositiveSmallIntegerField(default=0)),
                ('renderer', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('picture_count', models.PositiveSmallIntegerField(default=0, editable=False)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('announced_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('edit_count', models.PositiveSmallIntegerField(default=0)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('quotes_due_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('hidden_reason', models.TextField(blank=True)),
                ('notice', models.CharField(blank=True, max_length=300)),
                ('masks', models.JSONField(blank=True, editable=False, null=True)),
                ('notice_link', models.CharField(blank=True, max_length=200)),
                ('alias', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.alias')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('help', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='carers.arrangement')),
                ('in_reply_to', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forum.post')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['author', '-published_at'], name='posts_of_a_member'), models.Index(fields=['renderer', 'id'], name='posts_by_renderer'), models.Index(condition=models.Q(('published_at', None)), fields=['held_until'], name='posts_held'), models.Index(condition=models.Q(('announced_at', None), ('published_at__isnull', False)), fields=['published_at'], name='posts_to_announce'), models.Index(condition=models.Q(('published_at__isnull', False)), fields=['published_at'], name='posts_newest'), models.Index(condition=models.Q(('quotes_due_at__isnull', False)), fields=['quotes_due_at'], name='posts_whose_quotes_follow')],
                'constraints': [models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='post_body_is_not_empty'), models.UniqueConstraint(fields=('author', 'submit_id'), name='one_post_per_submit'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='post_numbers_from_1'), models.CheckConstraint(condition=models.Q(models.Q(('held_until__isnull', False), ('number', None), ('published_at', None)), models.Q(('number__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='post_is_published_or_held'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(models.F('body')), 20000), name='post_is_not_too_long'), models.CheckConstraint(condition=models.Q(('hidden_reason', ''), ('hidden_at__isnull', False), _connector='OR'), name='only_hidden_posts_have_a_reason'), models.CheckConstraint(condition=models.Q(('notice_link', ''), ('notice_link__startswith', '/'), _connector='OR'), name='post_notice_links_here'), models.CheckConstraint(condition=models.Q(('content_notes__lte', 127), ('team_notes__lte', models.F('content_notes'))), name='post_notes_exist')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file', models.FileField(upload_to='pictures/')),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('alt', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
                ('left_out_at', models.DateTimeField(blank=True, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='forum.board')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='forum.post')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('post', None)), fields=['created_at'], name='pictures_without_a_post')],
                'constraints': [models.CheckConstraint(condition=models.Q(('post', None), models.Q(('alt', ''), _negated=True), _connector='OR'), name='posted_picture_is_described'), models.CheckConstraint(condition=models.Q(('post', None), ('left_out_at', None), _connector='OR'), name='posted_picture_is_not_left_out')],
            },
        ),
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('remind_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookmarks', to='forum.post')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('member', 'post'), name='one_bookmark_per_post')],
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kinds', models.PositiveSmallIntegerField()),
                ('changed_at', models.DateTimeField()),
                ('withheld', models.BooleanField(default=False)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='forum.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'member'), name='one_reaction_per_post'), models.CheckConstraint(condition=models.Q(('kinds__gte', 1), ('kinds__lte', 15)), name='reaction_kinds_exist')],
            },
        ),
        migrations.CreateModel(
            name='ReadingLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=120)),
                ('path', models.CharField(max_length=200)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reading', to='forum.board')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='reading_link_has_a_title'), models.CheckConstraint(condition=models.Q(('path__startswith', '/resources/')), name='reading_link_stays_here')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(blank=True, max_length=150)),
                ('body', models.TextField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('editor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='forum.post')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('post', 'number'), name='one_revision_per_number'), models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='revision_body_is_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('created_at', models.DateTimeField()),
                ('last_post_at', models.DateTimeField()),
                ('post_count', models.PositiveIntegerField(default=0)),
                ('content_notes', models.PositiveSmallIntegerField(default=0)),
                ('team_notes', models.PositiveSmallIntegerField(default=0)),
                ('slow_seconds', models.PositiveIntegerField(default=0)),
                ('locked_at', models.DateTimeField(blank=True, null=True)),
                ('pinned_at', models.DateTimeField(blank=True, null=True)),
                ('pinned_until', models.DateTimeField(blank=True, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('alias', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.alias')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('board', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='forum.board')),
                ('helpful_post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forum.post')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.thread')),
            ],
            options={
                'indexes': [models.Index(fields=['board', '-last_post_at', '-id'], name='threads_of_board_latest'), models.Index(fields=['board', '-created_at', '-id'], name='threads_of_board_newest'), models.Index(fields=['-last_post_at', '-id'], name='threads_latest'), models.Index(condition=models.Q(('pinned_at__isnull', False)), fields=['board'], name='threads_pinned'), models.Index(condition=models.Q(('post_count', 1)), fields=['board', 'last_post_at'], name='threads_unanswered')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='thread_has_a_title'), models.CheckConstraint(condition=models.Q(('content_notes__lte', 127), ('team_notes__lte', models.F('content_notes'))), name='thread_notes_exist'), models.CheckConstraint(condition=models.Q(('pinned_until', None), ('pinned_at__isnull', False), _connector='OR'), name='only_pinned_threads_are_unpinned'), models.CheckConstraint(condition=models.Q(('merged_into', None), ('post_count', 0), _connector='OR'), name='merged_threads_are_empty')],
            },
        ),
        migrations.AddField(
            model_name='post',
            name='thread',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='forum.thread'),
        ),
        migrations.AddField(
            model_name='poll',
            name='thread',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='poll', to='forum.thread'),
        ),
        migrations.AddField(
            model_name='alias',
            name='thread',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='forum.thread'),
        ),
        migrations.CreateModel(
            name='ThreadEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('locked', 'The team locked this thread.'), ('unlocked', 'The team opened this thread again.'), ('pinned', 'The team pinned this thread.'), ('unpinned', 'This thread is no longer pinned.'), ('moved', 'The team moved this thread here.'), ('split_off', 'The team moved some posts to a thread of their own.'), ('split_from', 'The team made this thread from posts of another one.'), ('merged', 'The team put another thread and this one together.'), ('slowed', 'The team asked for a slower pace in this thread.'), ('unslowed', 'This thread goes at its usual pace again.'), ('retitled', 'The team changed the title.')], max_length=12)),
                ('after_number', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField()),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other_thread', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='forum.thread')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='forum.thread')),
            ],
            options={
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ThreadRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=0)),
                ('level', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Mute'), (1, 'Normal'), (2, 'Follow'), (3, 'Watch')], null=True)),
                ('level_reason', models.CharField(blank=True, choices=[('chosen', 'you chose so'), ('started', 'you started it'), ('wrote', 'you wrote here')], max_length=10)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='forum.thread')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'thread'), name='one_read_mark_per_thread'), models.CheckConstraint(condition=models.Q(models.Q(('level', None), ('level_reason', '')), models.Q(('level__in', [0, 1, 2, 3]), ('level_reason__in', ['chosen', 'started', 'wrote'])), _connector='OR'), name='thread_level_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='forum.polloption')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('option', 'member'), name='one_vote_per_option')],
            },
        ),
        migrations.CreateModel(
            name='BlockedAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alias', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.alias')),
                ('block', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='under_alias', to='accounts.block')),
                ('blocker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('blocker', 'alias'), name='one_block_per_alias')],
            },
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['thread', 'author'], name='who_wrote_in_a_thread'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(fields=('thread', 'number'), name='one_post_per_number'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('thread', 'member'), name='one_alias_per_thread'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(models.F('thread'), django.db.models.functions.text.Upper('name'), name='one_alias_name_per_thread'),
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
