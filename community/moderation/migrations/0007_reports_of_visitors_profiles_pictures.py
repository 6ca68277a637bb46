"""What is new to report, who else may report it, and the second look that a reporter asks for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forum', '0006_hidden_pictures'),
        ('moderation', '0006_cases_are_whole'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='case_has_one_subject',
        ),
        migrations.AddField(
            model_name='case',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='forum.picture'),
        ),
        migrations.AddField(
            model_name='case',
            name='profile',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='byline',
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AddField(
            model_name='report',
            name='fingerprint',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='report',
            name='in_good_faith',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='path',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='report',
            name='revision',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='report',
            name='shows_child_abuse',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='token',
            field=models.CharField(blank=True, max_length=43, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='report',
            name='visitor_email',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='report',
            name='visitor_mark',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='report',
            name='visitor_name',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='kind',
            field=models.CharField(choices=[('opened', 'opened the case'), ('reported', 'reported it'), ('claimed', 'took the case on'), ('released', 'gave the case back'), ('noted', 'wrote a note'), ('proposed', 'proposed a decision that takes two'), ('refused', 'did not agree to the proposal'), ('decided', 'decided'), ('undone', 'undid the decision'), ('appealed', 'asked to look again'), ('challenged', 'asked to look again'), ('answered', 'answered the appeal'), ('raised', 'made it more urgent'), ('closed', 'closed it: what waited has appeared, or was taken back')], max_length=10),
        ),
        migrations.AlterField(
            model_name='report',
            name='reporter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('visitor_mark', ''), _negated=True), fields=['visitor_mark', 'created_at'], name='reports_of_a_visitor'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('message__isnull', True), ('picture__isnull', True), ('post__isnull', False), ('private_message__isnull', True), ('profile__isnull', True)), models.Q(('message__isnull', False), ('picture__isnull', True), ('post__isnull', True), ('private_message__isnull', True), ('profile__isnull', True)), models.Q(('message__isnull', True), ('picture__isnull', True), ('post__isnull', True), ('private_message__isnull', False), ('profile__isnull', True)), models.Q(('message__isnull', True), ('picture__isnull', True), ('post__isnull', True), ('private_message__isnull', True), ('profile__isnull', False)), models.Q(('message__isnull', True), ('picture__isnull', False), ('post__isnull', True), ('private_message__isnull', True), ('profile__isnull', True)), _connector='OR'), name='case_has_one_subject'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('decision', None)), fields=('profile',), name='one_open_case_per_profile'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('decided_at', None), ('decision', None)), fields=('picture',), name='one_open_case_per_picture'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reporter', None), ('token__isnull', False)), models.Q(('reporter__isnull', False), ('token', None), ('visitor_email', ''), ('visitor_mark', ''), ('visitor_name', '')), _connector='OR'), name='report_is_a_members_or_a_visitors'),
        ),
        migrations.AddField(
            model_name='challenge',
            name='again',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='origin', to='moderation.report'),
        ),
        migrations.AddField(
            model_name='challenge',
            name='report',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='challenge', to='moderation.report'),
        ),
    ]
