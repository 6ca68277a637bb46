"""One row of each table that goes into a member's file, and a text of its own in each of its columns."""

from datetime import time, timedelta

from django.db import IntegrityError, connection, models, transaction

from community.accounts.models import User
from community.moderation.append_only import lift
from community.privacy.export.contents import TABLES, columns_in, exported, rows_of
from community.resources.models import ArticleVersion
from tests.factories import NOON

ANY = object()  # some row of the table that it leads to
FILLED = {  # where a value of the right kind is not enough
    "mfa.Authenticator": {"data": {}},
    "usersessions.UserSession": {"ip": "127.0.0.1"},
    "carers.Arrangement": {"days": 7, "may_draft": True, "helper": None},
    "carers.Act": {"kind": "drafted"},
    "carers.OfferedDraft": {"key": "reply:1"},
    "forum.Alias": {"name": "Quiet Heron"},
    "accounts.FormerName": {"name": "Adele"},
    "chat.MeetingPlan": {"title": "A quiet hour", "time_zone": "UTC", "minutes": 60},
    "chat.Meeting": {"number": 9, "ends_at": NOON + timedelta(hours=1)},
    "notifications.Choice": {"kind": "reply", "way": "app"},
    "digests.Plan": {"rhythm": "weekly", "time_zone": "UTC", "next_at": NOON + timedelta(days=7)},
    "forum.PlaceLevel": {"level": 1, "board": ANY},
    "digests.Item": {"thread": ANY},
    "profiles.Detail": {"words": "Zebra."},
    "accounts.Sanction": {"kind": 500, "until": NOON + timedelta(days=1)},
    "chat.Pause": {"reason": "Rest.", "until": NOON + timedelta(days=1)},
    "moderation.Shift": {"ends_at": NOON + timedelta(days=1)},
    "moderation.Report": {"excerpt": "So it was."},
    "moderation.Debrief": {"words": "Hard."},
    "notifications.QuietHours": {"ends": time(8)},
    "privacy.ExportRequest": {"state": "gone"},
    "privacy.Leaving": {"due_at": NOON + timedelta(days=7)},
}
SHORT = 24  # columns that hold less hold a word of the code


def fill(model, member):
    """A row of the member's, with something in whatever has to be there."""
    given = dict(FILLED.get(model._meta.label, {}))
    for path in TABLES[model._meta.label].mine:
        first, _, rest = path.partition("__")
        target = model._meta.get_field(first).related_model
        if first not in given:
            given[first] = member if not rest else _own(target, member, rest)
    for field in model._meta.local_concrete_fields:
        if given.get(field.name) is ANY:
            given[field.name] = _value(field, member)
        if field.name in given or field.primary_key or field.has_default() or field.null:
            continue
        given[field.name] = _value(field, member)
    return model._base_manager.create(**given)


def _own(target, member, path):
    return target._base_manager.filter(**{path: member}).first() or fill(target, member)


def _value(field, member):
    if field.is_relation:
        target = field.related_model
        if target is User:
            return User.objects.exclude(pk=member.pk).filter(is_moderator=True).first()
        return target._base_manager.order_by("-pk").first() or target._base_manager.create()
    if field.choices:
        return field.choices[0][0]
    kinds = {models.DateTimeField: NOON, models.DateField: NOON.date(), models.TimeField: time(7)}
    for kind, value in kinds.items():
        if isinstance(field, kind):
            return value
    return "" if isinstance(field, models.CharField | models.TextField | models.FileField) else 1


def everything_of(member):
    """What stands in each text column of the member's rows: by table and column."""
    lift(connection, ["update"])
    ArticleVersion.objects.update(editor=member)
    for _group, _part, model in exported():
        if not rows_of(model, member).exists():
            fill(model, member)
    return {place: text for model in [one[2] for one in exported()] for place, text in _texts(model, member)}


def _texts(model, member):
    row = _own_row(model, member)
    for number, name in enumerate(columns_in(model)):
        field = model._meta.get_field(name)
        if not isinstance(field, models.CharField | models.TextField) or field.choices:
            continue
        text = f"own-{model._meta.model_name}-{number}-x"[: field.max_length]
        if (field.max_length or SHORT) < SHORT or isinstance(field, models.FileField):
            continue
        try:
            with transaction.atomic():
                setattr(row, name, text)  # by the row, since some columns are sealed for it
                row.save(update_fields=[name])
        except IntegrityError:
            continue  # a constraint says what it must hold: a path, a word of the code
        yield f"{model._meta.label}.{name}", text


def _own_row(model, member):
    field = next((path for path in TABLES[model._meta.label].mine), "")
    return rows_of(model, member).filter(**{field or "pk": member.pk}).first()
