import community.accounts.drawings
import community.accounts.naming.fields
import community.accounts.querysets
import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_content_notes_and_messages'), ('accounts', '0003_blocks'), ('accounts', '0004_sanctions'), ('accounts', '0005_signup_brake'), ('accounts', '0006_mail_that_comes_back'), ('accounts', '0007_language'), ('accounts', '0008_drawing'), ('accounts', '0009_age_and_consent'), ('accounts', '0010_names'), ('accounts', '0011_site_invitations'), ('accounts', '0012_sign_in_events'), ('accounts', '0013_sign_up_requests'), ('accounts', '0014_signed_out_by_the_team'), ('accounts', '0015_more_letters_alike')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=64, unique=True)),
                ('held_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='UnknownTries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateTimeField(unique=True)),
                ('number', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name_skeleton', community.accounts.naming.fields.SkeletonField(blank=True, db_default='', default='', editable=False, max_length=220)),
                ('time_zone', models.CharField(default='UTC', max_length=64)),
                ('language', models.CharField(blank=True, db_default='', default='', max_length=12)),
                ('theme', models.CharField(blank=True, default='', max_length=10)),
                ('text_size', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('drawing', models.PositiveSmallIntegerField(blank=True, default=community.accounts.drawings.any_drawing, null=True)),
                ('guidelines_accepted_at', models.DateTimeField(blank=True, null=True)),
                ('health_consent_at', models.DateTimeField(blank=True, null=True)),
                ('agreements_answered', models.CharField(blank=True, db_default='', default='', max_length=20)),
                ('age_ok_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('age_rule', models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                ('notes_shown', models.PositiveSmallIntegerField(default=0)),
                ('notes_left_out', models.PositiveSmallIntegerField(default=0)),
                ('accepted_posts', models.PositiveIntegerField(default=0)),
                ('takes_messages', models.BooleanField(default=True)),
                ('blocks_people', models.BooleanField(default=False)),
                ('is_moderator', models.BooleanField(default=False)),
                ('is_editor', models.BooleanField(default=False)),
                ('is_demo', models.BooleanField(default=False)),
                ('silenced_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('suspended_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('mail_stopped_for', models.EmailField(blank=True, db_default='', default='', editable=False, max_length=254)),
                ('mail_stopped_why', models.CharField(blank=True, db_default='', default='', editable=False, max_length=10)),
                ('mail_stopped_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('mail_trusted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'indexes': [models.Index(fields=['date_joined'], name='members_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('time_zone', ''), _negated=True), name='user_has_a_time_zone'), models.UniqueConstraint(django.db.models.functions.text.Upper('username'), name='one_member_per_name'), models.UniqueConstraint(condition=models.Q(('name_skeleton', ''), _negated=True), fields=('name_skeleton',), name='one_member_per_look_of_name'), models.UniqueConstraint(django.db.models.functions.text.Upper('email'), condition=models.Q(('email', ''), _negated=True), name='one_member_per_email'), models.CheckConstraint(condition=models.Q(('theme__in', ['', 'auto', 'light', 'dim', 'dark', 'contrast'])), name='user_theme_exists'), models.CheckConstraint(condition=models.Q(('text_size__isnull', True), ('text_size__in', [100, 125, 150, 175, 200, 250]), _connector='OR'), name='user_text_size_exists'), models.CheckConstraint(condition=models.Q(('drawing__isnull', True), ('drawing__lt', 1536), _connector='OR'), name='user_drawing_exists'), models.CheckConstraint(condition=models.Q(('notes_left_out__lte', 127), ('notes_shown__lte', 127)), name='user_content_notes_exist'), models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.expressions.CombinedExpression(models.F('notes_shown'), '&', models.F('notes_left_out')), 0), name='user_shows_or_leaves_out'), models.CheckConstraint(condition=models.Q(models.Q(('mail_stopped_at', None), ('mail_stopped_for', ''), ('mail_stopped_why', '')), models.Q(models.Q(('mail_stopped_for', ''), _negated=True), ('mail_stopped_at__isnull', False), ('mail_stopped_why__in', ['bounced', 'complained'])), _connector='OR'), name='user_mail_stop_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('age_ok_at', None), ('age_rule', None)), models.Q(('age_ok_at__isnull', False), ('age_rule__gte', 1)), _connector='OR'), name='user_age_is_whole')],
            },
            managers=[
                ('objects', community.accounts.querysets.MemberManager()),
            ],
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_name', models.BooleanField()),
                ('created_at', models.DateTimeField()),
                ('blocked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('blocker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('by_name', True)), fields=('blocker', 'blocked'), name='one_block_per_own_name'), models.CheckConstraint(condition=models.Q(('blocker', models.F('blocked')), _negated=True), name='nobody_blocks_themselves')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=[('guidelines', 'The guidelines'), ('health', 'What you tell about your health')], max_length=20)),
                ('version', models.PositiveSmallIntegerField()),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-given_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('subject__in', ['guidelines', 'health'])), name='consent_subject_exists'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='consent_versions_from_1'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('withdrawn_at__gte', models.F('given_at')), _connector='OR'), name='consent_withdrawn_after_it_was_given'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('member', 'subject', 'version'), name='one_standing_consent_per_version')],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150)),
                ('given_up_at', models.DateTimeField()),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-given_up_at', '-pk'],
                'indexes': [models.Index(fields=['member', '-given_up_at'], name='former_names_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='former_name_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.PositiveSmallIntegerField(choices=[(100, 'Warning'), (500, 'Writing paused'), (900, 'Account paused')])),
                ('starts_at', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', [100, 500, 900])), name='sanction_kind_exists'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('starts_at')), _connector='OR'), name='sanction_ends_after_its_start'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 100), _negated=True), ('until__isnull', True), _connector='OR'), name='sanction_warning_has_no_end'), models.CheckConstraint(condition=models.Q(('lifted_at__isnull', True), ('lifted_at__gte', models.F('starts_at')), _connector='OR'), name='sanction_lifted_after_its_start')],
            },
        ),
        migrations.CreateModel(
            name='SignInEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField()),
                ('how', models.CharField(blank=True, choices=[('', 'in a way that was not noted'), ('password', 'by password'), ('code', 'by a code from a mail'), ('passkey', 'by a passkey'), ('app', 'by a code from an app'), ('recovery', 'by a recovery code')], max_length=10)),
                ('result', models.CharField(choices=[('ok', 'Signed in'), ('failed', 'Wrong password or code'), ('refused', 'Not signed in: the account is paused, closed or not open yet'), ('locked', 'Not signed in: too many tries'), ('out', 'Signed out'), ('ended', 'Signed out from another device'), ('by_team', 'Signed out by those who run the site'), ('new_password', 'Password changed'), ('new_step', 'Second step changed'), ('new_address', 'E-mail address changed')], max_length=12)),
                ('device', models.CharField(max_length=100)),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['member', '-happened_at'], name='sign_in_events_of_member'), models.Index(fields=['-happened_at'], name='sign_in_events_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('result__in', ['ok', 'failed', 'refused', 'locked', 'out', 'ended', 'by_team', 'new_password', 'new_step', 'new_address'])), name='sign_in_event_result_exists'), models.CheckConstraint(condition=models.Q(('how__in', ['', 'password', 'code', 'passkey', 'app', 'recovery'])), name='sign_in_event_how_exists')],
            },
        ),
        migrations.CreateModel(
            name='SignupBrake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('started_at'))), name='brake_ends_later')],
            },
        ),
        migrations.CreateModel(
            name='SignUpRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended', models.CharField(blank=True, choices=[('refused', 'Refused'), ('given_up', 'Given Up'), ('lapsed', 'Lapsed')], db_default='', default='', max_length=10)),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sign_up_request', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['asked_at', 'id'], name='sign_up_requests_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('asked_at', None), ('asked_at__gte', models.F('made_at')), _connector='OR'), name='sign_up_request_asks_later'), models.CheckConstraint(condition=models.Q(models.Q(('ended', ''), ('ended_at', None)), models.Q(('ended__in', ['refused', 'given_up', 'lapsed']), ('ended_at__isnull', False)), _connector='OR'), name='sign_up_request_end_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='SiteInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('uses', models.PositiveSmallIntegerField()),
                ('uses_left', models.PositiveSmallIntegerField()),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('uses__gte', 1)), name='site_invitation_is_for_somebody'), models.CheckConstraint(condition=models.Q(('uses_left__lte', models.F('uses'))), name='site_invitation_left_of_uses'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='site_invitation_ends_later')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
