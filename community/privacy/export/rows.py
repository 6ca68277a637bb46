"""One row of the database as one object of the file: plain values, and names only of what the member may see."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db.models import Field, Model

from community.accounts.models import User
from community.carers.models import Arrangement
from community.conversations.models import Conversation
from community.core.models import Contribution
from community.forum.actions.editing import Words
from community.forum.models import Post, Revision, Thread
from community.forum.quotes import readable
from community.notifications.models import Notification
from community.notifications.sight import hide_names
from community.privacy.export.contents import TABLES, columns_in, rows_of

AT_ONCE = 500
SILENT = {"told_of_end_at", "ended_at", "ended_by"}  # of help
YOU, ANOTHER = "you", "another"  # for an account; whose it is stays out of the file
NAMES = {  # what stands for a row of another table, beside its number
    "groups.SupportGroup": "name",
    "forum.Board": "name",
    "forum.Thread": "title",
    "forum.Alias": "name",
    "forum.Poll": "question",
    "forum.PollOption": "text",
    "chat.Room": "name",
    "resources.Article": "title",
    "resources.DoctorQuestion": "text",
    "conversations.Conversation": "subject",
}
Row = dict[str, Any]


def rows(model: type[Model], member: User) -> Iterator[Row]:
    """However many they are, some hundred at a time."""
    beside = TABLES[model._meta.label].beside
    found = rows_of(model, member).prefetch_related(*beside).iterator(chunk_size=AT_ONCE)
    fields = [model._meta.get_field(name) for name in columns_in(model)]
    while some := list(islice(found, AT_ONCE)):
        if model is Notification:
            some = hide_names(some, member)
        known = {field.name: _names(field, some, member) for field in fields if field.is_relation}
        for one in some:
            yield _row(one, fields, known, member)


def _row(one: Model, fields: list[Any], known: dict[str, dict[Any, str]], member: User) -> Row:
    row: Row = {}
    for field in fields:
        value = getattr(one, field.attname)
        if not field.is_relation:
            row[field.name] = _plain(_said(one, field, member), field)
        elif field.related_model is User:
            row[field.name] = _whose(value, known[field.name], member)
        else:
            row[field.name] = value
            if name := known[field.name].get(value):
                row[f"{field.name}_name"] = name
    return row


def _whose(key: int | None, names: dict[Any, str], member: User) -> str | None:
    if key is None or key == member.pk:
        return YOU if key else None
    return names.get(key, ANOTHER)


def _said(one: Any, field: "Field[Any, Any]", member: User) -> Any:
    """Others' words without what the team took out of them; one's own in full, but for quotes of what others took
    back."""
    if field.name == "body" and getattr(one, "author_id", member.pk) != member.pk:
        return one.said
    if isinstance(one, Notification) and field.name == "text":
        return one.words
    if isinstance(one, Post) and field.name in ("body", "answers"):
        return getattr(Words.readable(one), field.name)
    if isinstance(one, Revision) and field.name == "body":
        return readable(one.body, one.post.taken_back)
    if isinstance(one, Arrangement) and field.name in SILENT and _ended_in_silence(one, member):
        return field.get_default()
    if isinstance(one, Conversation | Thread) and field.name in ("subject", "title"):
        return getattr(one, field.name) if one.is_titled else ""  # type: ignore[union-attr]  # by rows_of
    is_message = isinstance(one, Contribution) and field.name == "body"
    return one.left if is_message else getattr(one, field.attname)


def _ended_in_silence(one: Arrangement, member: User) -> bool:
    """A helper is not told how their help ended, unless they ended it: it looks the same where a block stops it."""
    own = {Arrangement.Ending.HELPER, Arrangement.Ending.DECLINED}
    return one.member_id != member.pk and one.ended_by not in own


def _plain(value: Any, field: "Field[Any, Any]") -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return f"pictures/{value.name.rsplit('/', 1)[-1]}" if field.name == "file" and value else value


def _names(field: Any, some: list[Any], member: User) -> dict[Any, str]:
    """Of other members only where the member saw the name; of a group, room or thread only while they may see it, and
    not by a title or subject that is out of sight."""
    keys = {getattr(one, field.attname) for one in some}
    target = field.related_model
    if target is User:
        return _names_of_members(field, some, keys)
    column = NAMES.get(target._meta.label)
    if column is None:
        return {}
    named = target._default_manager
    if hasattr(named, "visible_to") and target._meta.label != "forum.Alias":
        named = named.visible_to(member)
    if hasattr(named, "titled_for"):
        named = named.titled_for(member)
    return dict(named.filter(pk__in=keys).values_list("pk", column))


def _names_of_members(field: Any, some: list[Any], keys: set[Any]) -> dict[Any, str]:
    """Whom one blocked under another name stays unknown."""
    if field.model._meta.label == "accounts.Block":
        keys = {one.blocked_id for one in some if one.by_name}
    elif field.name not in TABLES[field.model._meta.label].names:
        return {}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "username"))
