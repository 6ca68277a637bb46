import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('groups', '0001_initial'), ('groups', '0002_ways_in_and_out')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SupportGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
                ('description', models.CharField(max_length=300)),
                ('rules', models.TextField(blank=True)),
                ('privacy', models.CharField(choices=[('public', 'Anyone on the internet can read this.'), ('open', 'Only signed-in members can read this.'), ('private', 'Only members of this group can read this.')], default='open', max_length=10)),
                ('listed_at', models.DateTimeField(blank=True, null=True)),
                ('member_count', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='group_has_a_name'), models.CheckConstraint(condition=models.Q(('privacy__in', ['public', 'open', 'private'])), name='group_privacy_exists'), models.CheckConstraint(condition=models.Q(('listed_at', None), ('privacy', 'private'), _connector='OR'), name='group_only_private_ones_are_listed'), models.CheckConstraint(condition=models.Q(('member_count__gte', 0)), name='group_member_count_is_not_negative'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('rules'), 4000), name='group_rules_fit')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('member', 'Member'), ('host', 'Host'), ('moderator', 'Moderator')], default='member', max_length=10)),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='groups.supportgroup')),
            ],
            options={
                'indexes': [models.Index(fields=['group', 'role', 'joined_at', 'id'], name='memberships_by_role')],
                'constraints': [models.UniqueConstraint(fields=('member', 'group'), name='one_membership_per_group'), models.CheckConstraint(condition=models.Q(('role__in', ['member', 'host', 'moderator'])), name='membership_role_exists')],
            },
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('declined', 'Declined')], max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='groups.supportgroup')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['group', 'created_at'], name='requests_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('member', 'group'), name='one_open_request_per_group'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None)), models.Q(('answer__in', ['accepted', 'declined']), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='request_answer_is_whole'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('words'), 1000), name='request_words_fit')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Taken back')], max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='groups.supportgroup')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('answered_at', None)), fields=['group', 'created_at'], name='invitations_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('member', 'group'), name='one_open_invitation_per_group'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('answer__in', ['accepted', 'declined', 'withdrawn']), ('answered_at__isnull', False)), _connector='OR'), name='invitation_answer_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('member', 'Member'), ('host', 'Host'), ('moderator', 'Moderator')], max_length=10)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField()),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departures', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departures', to='groups.supportgroup')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'group'), name='one_departure_per_group'), models.CheckConstraint(condition=models.Q(('role__in', ['member', 'host', 'moderator'])), name='departure_role_exists')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
