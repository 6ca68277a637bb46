import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('conversations', '0001_initial'), ('conversations', '0002_blanked_phrases'), ('conversations', '0003_quotes_taken_back')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(blank=True, max_length=100, verbose_name='subject')),
                ('created_at', models.DateTimeField()),
                ('last_message_at', models.DateTimeField()),
                ('message_count', models.PositiveIntegerField(default=0)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField()),
                ('joined_number', models.PositiveIntegerField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('muted_at', models.DateTimeField(blank=True, null=True)),
                ('read_number', models.PositiveIntegerField()),
                ('conversation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='conversations.conversation')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['joined_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('conversation', 'member'), name='one_place_per_member'), models.CheckConstraint(condition=models.Q(('joined_number__gte', 1)), name='places_begin_at_a_message'), models.CheckConstraint(condition=models.Q(('read_number__gte', django.db.models.expressions.CombinedExpression(models.F('joined_number'), '-', models.Value(1)))), name='places_read_from_where_they_begin'), models.CheckConstraint(condition=models.Q(('invited_by__isnull', False), ('accepted_at__isnull', False), _connector='OR'), name='only_the_invited_are_asked'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('declined_at__isnull', True), _connector='OR'), name='place_accepted_or_declined'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', False), models.Q(('left_at', None), ('muted_at', None)), _connector='OR'), name='only_the_accepted_leave_and_mute')],
            },
        ),
        migrations.CreateModel(
            name='PrivateMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField()),
                ('body_html', models.TextField(editable=False)),
                ('created_at', models.DateTimeField()),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('taken_back', models.JSONField(blank=True, editable=False, null=True)),
                ('number', models.PositiveIntegerField()),
                ('submit_id', models.UUIDField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('blanks', models.JSONField(blank=True, default=list, editable=False)),
                ('renderer', models.PositiveSmallIntegerField(editable=False)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conversation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='conversations.conversation')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='privatemessage_body_is_not_empty'), models.UniqueConstraint(fields=('conversation', 'number'), name='one_private_message_per_number'), models.UniqueConstraint(fields=('author', 'submit_id'), name='one_private_message_per_submit'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='private_messages_count_from_1'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length(models.F('body')), 20000), name='private_message_is_not_too_long')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop),  # no way back: it would drop every table of the app
    ]
