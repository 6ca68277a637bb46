"""Take a member's name, and with it their quoted words where they take those along, out of what others wrote."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, CheckConstraint, Field, JSONField, Model, Q, TextField
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy

from community.accounts.models import NAMELESS, User
from community.accounts.naming.models import FormerName
from community.accounts.readers import said_to
from community.chat.models import Message
from community.chat.rendering import rendered
from community.conversations.models import PrivateMessage
from community.core.sealed import SealedField
from community.core.text import render_markdown
from community.core.text.quoting import as_words
from community.core.text.traces import marks_moved
from community.forum.actions.rendering import rendered_post
from community.forum.models import Post, Revision
from community.moderation.duty.actions.caring import CHECK_IN_KEY
from community.moderation.reading.alarm import READING_KEY
from community.notifications.actions.renaming import as_a_word
from community.notifications.models import Notification
from community.privacy.leaving.naming import Names
from community.privacy.models import Leaving
from community.privacy.retention import columns_of, lines_of, models
from community.words.masking import masked

BATCH = 200
MADE = {"body_html", "html", "password", "session_data"}  # of other columns, or no words
PLAIN = re.compile("[A-Za-z0-9]+")
OF_THE_TEAM = (READING_KEY, CHECK_IN_KEY)  # notices that name a member and have no actor: they always arrive
SHORT = 40  # columns that hold less hold a word of the code
PLACES: dict[type[Model], tuple[str, ...]] = {
    Post: ("thread__board__group",),
    Revision: ("post",),
    Message: ("room__group",),
}
BRIEF = "…"  # where the other words would not fit


def names_of(leaving: Leaving, member: User) -> list[Names]:
    """Also those the member had before. Instead of them in the language of the site: what others wrote has many
    readers."""
    own = Post.objects.filter(author=member).values_list("pk", flat=True) if leaving.takes else ()
    former = FormerName.objects.filter(member=member).values_list("name", flat=True)
    instead = said_to(None, gettext_lazy(NAMELESS))
    return [Names(name, instead, frozenset(own)) for name in dict.fromkeys([member.username, *former])]


def unname(leaving: Leaving, member: User, now: datetime) -> Iterator[tuple[str, int]]:
    """Batch by batch; from the start again after a worker was killed, which does no harm."""
    for names in names_of(leaving, member):
        for model in models():
            if columns := columns_with_words(model):
                for number in _unname_in(model, columns, names):
                    yield f"{model._meta.label} name", number
        yield "notifications.Notification text", _unname_notices(member, names)


def columns_with_words(model: type[Model]) -> list[str]:
    """Where somebody may have called or quoted somebody, rules and names of places too. What is sealed stays as it was
    said, and pages of information as their files say."""
    lines, is_loaded = lines_of(model), model._meta.app_label == "resources"
    open_to_all = [name for name in columns_of(model) if lines[name].leaving != "sealed"]
    said = [name for name in open_to_all if lines[name].is_personal or not is_loaded]
    return [name for name in said if name not in MADE and _may_hold(model._meta.get_field(name))]


def _may_hold(field: Any) -> bool:
    words = isinstance(field, CharField | TextField) and not field.choices and not field.unique
    if isinstance(field, SealedField):  # its owner's alone: nobody is called there, and nobody could look
        return False
    return isinstance(field, JSONField) or (words and (field.max_length or SHORT) >= SHORT)


def _unname_in(model: type[Model], columns: list[str], names: Names) -> Iterator[int]:
    held, last = _with_name(model, columns, names), None
    while True:
        with transaction.atomic():
            rows = held.filter(pk__gt=last) if last is not None else held
            some = list(rows.order_by("pk").select_for_update(no_key=True, of=("self",))[:BATCH])
            number = sum(_unname_row(row, columns, names) for row in some)
        if not some:
            return
        last = some[-1].pk
        yield number


def _with_name(model: type[Model], columns: list[str], names: Names) -> Any:
    plain = {names.name, as_words(names.name)}
    written = plain | {json.dumps(name)[1:-1] for name in plain}
    found = Q()
    for column in columns:
        for name in written:
            found |= Q(**{f"{column}__icontains": f"@{name}"}) | Q(**{f"{column}__icontains": f"[{name} "})
        if connection.vendor == "sqlite" and not names.name.isascii():
            found |= _with_plain_letters(column, names.name)
        if names.own_posts:
            found |= Q(**{f"{column}__icontains": f"]({reverse('forum:post', args=[0]).removesuffix('0/')}"})
    return model._base_manager.filter(found).select_related(*PLACES.get(model, ()))


def _with_plain_letters(column: str, name: str) -> Q:
    """SQLite knows capitals of plain letters alone, and JSON writes the others as numbers: it finds too much, and what
    holds the name is looked up row by row."""
    longest = max(PLAIN.findall(name), key=len, default="")
    marked = Q(**{f"{column}__icontains": "@"}) | Q(**{f"{column}__icontains": "["})
    return marked & Q(**{f"{column}__icontains": longest})


def _unname_row(row: Any, columns: list[str], names: Names) -> int:
    changes = _rewrite(row, columns, names)
    if not changes:
        return 0
    try:
        _save(row, changes)
    except IntegrityError:  # names alone told two apart, as the rules "@Ada" and "@Bo"
        row.refresh_from_db(fields=list(changes))
        _save(row, _rewrite(row, columns, replace(names, instead=f"{BRIEF}{row.pk}")))
    return 1


def _rewrite(row: Any, columns: list[str], names: Names) -> dict[str, Any]:
    """What stands in these columns now, if it is something else than before."""
    changes: dict[str, Any] = {}
    for column in columns:
        before = getattr(row, column)
        after = _fitting(row, column, names)
        if after != before:
            changes[column] = after
            setattr(row, column, after)
            _move_marks(row, before, after)
    return changes


@transaction.atomic
def _save(row: Any, changes: dict[str, Any]) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(**changes, **_made_of(row))


def _move_marks(row: Any, before: Any, after: Any) -> None:
    """A quote of what somebody took back stays out of sight with another name in it."""
    holder = row.post if isinstance(row, Revision) else row
    if isinstance(before, str) and (marks := getattr(holder, "taken_back", None)):
        holder.taken_back = marks_moved(marks, before, after)
        type(holder)._base_manager.filter(pk=holder.pk).update(taken_back=holder.taken_back)


def _fitting(row: Any, column: str, names: Names) -> Any:
    after = names.within(getattr(row, column))
    field: Field[Any, Any] = row._meta.get_field(column)
    longest = field.max_length or longest_of(row._meta.model).get(column)
    fits = not isinstance(after, str) or longest is None or len(after) <= longest
    return after if fits else replace(names, instead=BRIEF).within(getattr(row, column))


@cache
def longest_of(model: type[Model]) -> dict[str, int]:
    """Columns that the database holds to a length, and how many characters."""
    checks = [one.condition for one in model._meta.constraints if isinstance(one, CheckConstraint)]
    parts: list[Any] = [part for check in checks for part in check.flatten()]
    held = [part for part in parts if isinstance(part, LessThanOrEqual) and isinstance(part.lhs, Length)]
    return {part.lhs.source_expressions[0].name: part.rhs for part in held}


def _made_of(row: Any) -> dict[str, str]:
    """The HTML of these words, as the app itself makes it."""
    if isinstance(row, Post):
        return {"body_html": rendered_post(row)}
    if isinstance(row, Message):
        return {"body_html": rendered(row.said, group=row.room.group)}
    return {"body_html": render_markdown(masked(row.said))} if isinstance(row, PrivateMessage) else {}


def _unname_notices(member: User, names: Names) -> int:
    """What others were told of this member's doing. These sentences are ours, so the name in them is a name. What the
    team was told has no actor, and may be of another, whose name begins alike."""
    named, team = Notification.objects.filter(text__contains=names.name), Q()
    for key in OF_THE_TEAM:
        team |= Q(key__startswith=key)
    said = {one.pk: one.text.replace(names.name, names.instead) for one in named.filter(actor=member)}
    word = as_a_word(names.name)
    said |= {one.pk: word.sub(lambda _found: names.instead, one.text) for one in named.filter(team, actor=None)}
    changed = [Notification(pk=pk, text=text[:300]) for pk, text in said.items()]
    Notification.objects.bulk_update(changed, ["text"], batch_size=BATCH)
    return len(changed)
