import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('moderation', '0005_fill_cases'), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.RemoveField(
            model_name='appeal',
            name='case',
        ),
        migrations.RemoveField(
            model_name='decision',
            name='after_appeal',
        ),
        migrations.AlterField(
            model_name='appeal',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='moderation.decision'),
        ),
        migrations.AlterField(
            model_name='case',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('decided_at', None)), fields=['group', 'risk', 'opened_at'], name='cases_of_a_group'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('decided_at__isnull', False)), fields=['-decided_at', '-id'], name='cases_decided'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['author', '-opened_at'], name='cases_of_a_member'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['-created_at', '-id'], name='decisions_newest'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('risk__in', [100, 150, 200, 300, 900])), name='case_risk_exists'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['report', 'team', 'held', 'newcomer', 'words', 'crisis'])), name='case_origin_exists'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('active_at', None), ('assignee', None)), models.Q(('active_at__isnull', False), ('assignee__isnull', False)), _connector='OR'), name='case_claim_is_whole'),
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
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['no_action', 'approved', 'noted', 'annotated', 'masked', 'moved', 'locked', 'hidden', 'removed'])), name='decision_outcome_exists'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('outcome__in', ['masked', 'locked', 'hidden', 'removed']), _negated=True), ('sanction', None)), models.Q(('guideline', ''), _negated=True), _connector='OR'), name='restricting_names_a_guideline'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('seconded_by', None), models.Q(('seconded_by', models.F('moderator')), _negated=True), _connector='OR'), name='decision_is_seconded_by_another'),
        ),
        migrations.AddIndex(
            model_name='caseevent',
            index=models.Index(fields=['-created_at', '-id'], name='events_newest'),
        ),
        migrations.AddConstraint(
            model_name='caseevent',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='one_event_per_version'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('case',), name='one_open_proposal_per_case'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('moderator')), _negated=True), _connector='OR'), name='proposal_is_answered_by_another'),
        ),
    ]
