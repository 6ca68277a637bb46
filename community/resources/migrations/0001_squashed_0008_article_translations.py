import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('resources', '0001_initial'), ('resources', '0002_claim_comparison'), ('resources', '0003_article_in_preparation'), ('resources', '0004_words_and_reminders_of_articles'), ('resources', '0005_opinions_and_suggestions'), ('resources', '0006_kept_questions'), ('resources', '0007_article_versions'), ('resources', '0008_article_translations')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField()),
                ('title', models.CharField(max_length=120)),
                ('scope', models.TextField()),
                ('summary', models.TextField()),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('preparation', 'in preparation')], default='draft', max_length=12)),
                ('review_state', models.CharField(choices=[('not_reviewed', 'Not yet checked by a health professional'), ('lay_reviewed', 'Checked by people with spasms, not by a health professional'), ('clinician_reviewed', 'Checked by a health professional')], default='not_reviewed', max_length=20)),
                ('reviewer', models.CharField(blank=True, max_length=200)),
                ('reviewed_date', models.DateField(blank=True, null=True)),
                ('first_published_date', models.DateField()),
                ('next_review_date', models.DateField()),
                ('changed_date', models.DateField(blank=True, null=True)),
                ('reading_minutes', models.PositiveSmallIntegerField()),
                ('order', models.PositiveSmallIntegerField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('text_hash', models.CharField(blank=True, max_length=12)),
                ('words', models.JSONField(default=list)),
                ('reminders', models.JSONField(default=list)),
            ],
            options={
                'ordering': ['section__order', 'order'],
                'constraints': [models.CheckConstraint(condition=models.Q(('summary', ''), _negated=True), name='article_has_a_summary'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'preparation'])), name='article_status_exists'), models.CheckConstraint(condition=models.Q(('review_state__in', ['not_reviewed', 'lay_reviewed', 'clinician_reviewed'])), name='article_review_state_exists'), models.CheckConstraint(condition=models.Q(('next_review_date__gt', models.F('first_published_date'))), name='article_review_follows_publication'), models.CheckConstraint(condition=models.Q(models.Q(('review_state', 'not_reviewed'), ('reviewed_date', None), ('reviewer', '')), models.Q(models.Q(('review_state', 'not_reviewed'), _negated=True), models.Q(('reviewer', ''), _negated=True), ('reviewed_date__isnull', False)), _connector='OR'), name='article_review_names_a_person')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('letter', models.CharField(max_length=1, unique=True)),
                ('title', models.CharField(max_length=80)),
                ('intro', models.TextField()),
                ('order', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='DoctorQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='resources.article')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('article', 'text'), name='one_doctor_question_per_text')],
            },
        ),
        migrations.CreateModel(
            name='GlossaryTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('term', models.CharField(max_length=80)),
                ('also_called', models.CharField(blank=True, max_length=200)),
                ('said_like', models.CharField(blank=True, max_length=80)),
                ('definition', models.TextField()),
                ('basis', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['term'],
                'constraints': [models.CheckConstraint(condition=models.Q(('definition', ''), _negated=True), name='glossary_term_has_a_definition')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='terms',
            field=models.ManyToManyField(related_name='articles', to='resources.glossaryterm'),
        ),
        migrations.CreateModel(
            name='KeptQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('position', models.PositiveIntegerField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_questions', to=settings.AUTH_USER_MODEL)),
                ('picked', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='resources.doctorquestion')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('owner', 'position'), name='one_kept_question_per_position'), models.UniqueConstraint(fields=('owner', 'text'), name='one_kept_question_per_text'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='kept_question_asks_something')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_useful', models.BooleanField()),
                ('given_at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='resources.article')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('article', 'member'), name='one_opinion_per_member')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('heading', models.CharField(max_length=120)),
                ('anchor', models.SlugField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='resources.article')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('article', 'number'), name='one_part_per_number'), models.UniqueConstraint(fields=('article', 'anchor'), name='one_part_per_anchor')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('block', models.PositiveSmallIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('paragraph', 'Paragraph'), ('item', 'Item'), ('disagreement', 'Disagreement'), ('comparison', 'Comparison')], max_length=12)),
                ('text', models.TextField()),
                ('html', models.TextField(editable=False)),
                ('strength', models.CharField(blank=True, choices=[('agreed', 'Agreed'), ('mixed', 'Mixed'), ('weak', 'Weak')], max_length=6)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('row', models.CharField(blank=True, max_length=60)),
                ('column', models.CharField(blank=True, max_length=60)),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='resources.part')),
            ],
            options={
                'ordering': ['part__number', 'block', 'position'],
                'constraints': [models.UniqueConstraint(fields=('part', 'block', 'position'), name='one_claim_per_place'), models.CheckConstraint(condition=models.Q(('kind__in', ['paragraph', 'item', 'disagreement', 'comparison'])), name='claim_kind_exists'), models.CheckConstraint(condition=models.Q(('strength__in', ['', 'agreed', 'mixed', 'weak'])), name='claim_strength_exists'), models.CheckConstraint(condition=models.Q(models.Q(('basis', ''), ('strength', '')), models.Q(models.Q(('strength', ''), _negated=True), models.Q(('basis', ''), _negated=True)), _connector='OR'), name='claim_has_a_basis'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'disagreement'), ('position__in', [1, 2]), ('strength', 'mixed')), models.Q(('kind', 'disagreement'), ('position', 0), ('strength', '')), models.Q(models.Q(('kind', 'disagreement'), _negated=True), models.Q(('strength', 'mixed'), _negated=True)), _connector='OR'), name='claim_is_mixed_where_sources_disagree'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'comparison'), ('position__gt', 0), models.Q(('row', ''), _negated=True), models.Q(('column', ''), _negated=True)), models.Q(('column', ''), ('kind', 'comparison'), ('position', 0), ('row', ''), ('strength', '')), models.Q(models.Q(('kind', 'comparison'), _negated=True), ('column', ''), ('row', '')), _connector='OR'), name='claim_has_a_place_in_its_comparison')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='resources.section'),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('kind', models.CharField(choices=[('document', 'our source document'), ('hospital', 'hospital'), ('government', 'government'), ('manual', 'medical manual'), ('review', 'review of studies'), ('study', 'study'), ('charity', 'registered charity')], max_length=12)),
                ('title', models.CharField(max_length=200)),
                ('publisher', models.CharField(max_length=120)),
                ('url', models.URLField(blank=True, max_length=300)),
                ('seen_date', models.DateField()),
                ('seen_as', models.CharField(choices=[('live', 'the page itself'), ('stored_copy', 'a stored copy')], max_length=12)),
                ('note', models.TextField(blank=True)),
            ],
            options={
                'ordering': [models.Case(models.When(kind='document', then=0), default=1), 'publisher', 'title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'document'), models.Q(('url', ''), _negated=True), _connector='OR'), name='source_has_an_address'), models.CheckConstraint(condition=models.Q(('kind__in', ['document', 'hospital', 'government', 'manual', 'review', 'study', 'charity'])), name='source_kind_exists'), models.CheckConstraint(condition=models.Q(('seen_as__in', ['live', 'stored_copy'])), name='source_seen_as_exists')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='sources',
            field=models.ManyToManyField(related_name='articles', to='resources.source'),
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('error', 'Something is wrong'), ('unclear', 'Something is hard to understand'), ('missing', 'Something is missing'), ('link', 'A page that should be named as a source')], max_length=8)),
                ('words', models.TextField()),
                ('address', models.URLField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('accepted', 'We will change it'), ('declined', 'We leave it as it is')], max_length=8)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='resources.article')),
                ('editor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['created_at'], name='suggestions_to_answer')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['error', 'unclear', 'missing', 'link'])), name='suggestion_kind_exists'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='suggestion_says_something'), models.CheckConstraint(condition=models.Q(('address', ''), ('kind', 'link'), _negated=True), name='suggested_link_has_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('outcome', '')), models.Q(('answered_at__isnull', False), ('outcome__in', ['accepted', 'declined'])), _connector='OR'), name='suggestion_is_answered_whole')],
            },
        ),
        migrations.CreateModel(
            name='ArticleTranslation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('title', models.CharField(max_length=120)),
                ('scope', models.TextField()),
                ('summary', models.TextField()),
                ('headings', models.JSONField()),
                ('claims', models.JSONField()),
                ('care', models.JSONField()),
                ('questions', models.JSONField()),
                ('body', models.TextField()),
                ('by', models.CharField(choices=[('machine', 'Machine'), ('person', 'Person')], max_length=7)),
                ('checked', models.CharField(blank=True, max_length=200)),
                ('translated_date', models.DateField()),
                ('original', models.CharField(max_length=12)),
                ('fingerprint', models.CharField(max_length=64)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='resources.article')),
            ],
            options={
                'ordering': ['article', 'language'],
                'constraints': [models.UniqueConstraint(fields=('article', 'language'), name='one_translation_per_language'), models.CheckConstraint(condition=models.Q(('by__in', ['machine', 'person'])), name='translation_has_a_maker'), models.CheckConstraint(condition=models.Q(('original', ''), _negated=True), name='translation_has_an_original')],
            },
        ),
        migrations.CreateModel(
            name='ArticleVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('origin', models.CharField(choices=[('file', 'from the release'), ('site', 'written in the site')], max_length=4)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('waiting', 'from the release, waiting'), ('live', 'live'), ('past', 'past')], max_length=7)),
                ('text', models.TextField()),
                ('what_changed', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField()),
                ('live_at', models.DateTimeField(blank=True, null=True)),
                ('is_public', models.BooleanField(default=False)),
                ('ticks', models.JSONField(default=dict)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='resources.article')),
                ('editor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['article', 'number'],
                'constraints': [models.UniqueConstraint(fields=('article', 'number'), name='one_article_version_per_number'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('article',), name='one_draft_version'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('article',), name='one_waiting_version'), models.UniqueConstraint(condition=models.Q(('state', 'live')), fields=('article',), name='one_live_version'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='article_version_has_a_text'), models.CheckConstraint(condition=models.Q(('origin__in', ['file', 'site'])), name='article_version_origin_exists'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'waiting', 'live', 'past'])), name='article_version_state_exists'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'live'), _negated=True), ('live_at__isnull', False), _connector='OR'), name='live_version_has_a_moment'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('state', 'draft'), _negated=True), models.Q(('live_at', None), ('origin', 'site')), _connector='OR'), models.Q(models.Q(('state', 'waiting'), _negated=True), models.Q(('live_at', None), ('origin', 'file')), _connector='OR')), name='article_version_state_fits_its_origin'), models.CheckConstraint(condition=models.Q(('origin', 'file'), ('live_at', None), ('is_public', False), models.Q(('ticks__has_keys', ['T1', 'T5', 'T6']), ('ticks__T1', True), ('ticks__T5', True), ('ticks__T6', True)), _connector='OR'), name='published_version_passed_the_gate')],
            },
        ),
        migrations.CreateModel(
            name='CareBox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('emergency', 'Emergency'), ('urgent', 'Urgent'), ('non-urgent', 'Not urgent')], max_length=12)),
                ('heading', models.CharField(max_length=160)),
                ('items', models.JSONField()),
                ('basis', models.CharField(max_length=200)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='care_boxes', to='resources.article')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('article', 'level'), name='one_care_box_per_level'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='care_box_has_a_basis'), models.CheckConstraint(condition=models.Q(('level__in', ['emergency', 'urgent', 'non-urgent'])), name='care_box_level_exists')],
            },
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('section', 'slug'), name='one_article_per_address'),
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
