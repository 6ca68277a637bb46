"""Give cases from before their author, group, decision in force and events; make second decisions answers."""

from django.db import migrations

KINDS = {"post": "thread__board__group", "message": "room__group", "private_message": None}


def fill_in(apps, schema_editor):
    case_model = apps.get_model("moderation", "Case")
    joins = [f"{kind}__{path}" if path else kind for kind, path in KINDS.items()]
    for case in case_model.objects.select_related(*joins).order_by("pk"):
        kind = next(kind for kind in KINDS if getattr(case, f"{kind}_id") is not None)
        subject = getattr(case, kind)
        case.author_id, case.group = subject.author_id, group_of(subject, KINDS[kind])
        _decisions(apps, case, subject)
        case.version = _events(apps, case)
        case.save()


def group_of(subject, path):
    for step in path.split("__") if path else []:
        subject = getattr(subject, step)
    return subject if path else None


def _decisions(apps, case, subject):
    """The second decision of a case was the answer to its appeal."""
    first = case.decisions.filter(after_appeal=False).first()
    if first is None:
        return
    excerpt = case.reports.values_list("excerpt", flat=True).first() or subject.body
    first.excerpt, first.before = excerpt, {"done": True} if first.outcome == "hidden" else {}
    first.source = "report" if case.reports.exists() else "team"
    first.save()
    appeals = apps.get_model("moderation", "Appeal").objects
    appeals.filter(case=case).update(decision=first)
    case.decision = first
    second = case.decisions.filter(after_appeal=True).first()
    if second is not None:
        _answer(apps, case, appeals.get(case=case), second, first)


def _answer(apps, case, appeal, second, first):
    upheld = second.outcome == "no_action"
    apps.get_model("moderation", "Answer").objects.create(
        appeal=appeal,
        moderator=second.moderator,
        upheld=upheld,
        words=second.words,
        created_at=second.created_at,
    )
    case.decision = None if upheld else first
    old, new = (f"/moderation/statements/{decision.pk}/" for decision in (second, first))
    apps.get_model("notifications", "Notification").objects.filter(url=old).update(url=new, key=new)
    second.delete()


def _events(apps, case):
    """What can still be told from the rows; how many."""
    steps = [(case.opened_at, "opened", None, "")]
    steps += [(report.created_at, "reported", None, "") for report in case.reports.all()]
    for decision in case.decisions.all():
        steps.append((decision.created_at, "decided", decision.moderator, ""))
        for appeal in apps.get_model("moderation", "Appeal").objects.filter(decision=decision):
            steps.append((appeal.created_at, "appealed", None, ""))
            answers = apps.get_model("moderation", "Answer").objects.filter(appeal=appeal)
            steps += [(answer.created_at, "answered", answer.moderator, "") for answer in answers]
    steps.sort(key=lambda step: step[0])
    events = apps.get_model("moderation", "CaseEvent").objects
    for number, (moment, kind, actor, words) in enumerate(steps, start=1):
        name = actor.username if actor else ""
        events.create(
            case=case, number=number, kind=kind, actor=actor, actor_name=name, words=words, created_at=moment
        )
    return len(steps)


class Migration(migrations.Migration):

    dependencies = [("moderation", "0004_whole_cases"), ("notifications", "0002_more_kinds")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
