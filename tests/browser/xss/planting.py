"""A world in which every word that a person gave is an attack."""

from contextlib import suppress

from django.db import IntegrityError, connection, models, transaction

from community.accounts.models import User
from community.chat.models import Message
from community.chat.rendering import rendered
from community.conversations.models import PrivateMessage
from community.core.sealed import SealedField, sealed_for
from community.core.text import render_markdown
from community.forum.answers import html_of
from community.forum.models import Post
from community.moderation.append_only import lift
from community.resources.models import Claim
from tests.browser.xss.columns import given_columns
from tests.browser.xss.payloads import PAYLOADS, attack
from tests.browser.xss.rows import make_more_rows
from tests.browser.xss.states import put_into_states

WITHOUT_STROKES = [payload for payload in PAYLOADS if not set(payload) & set("/\\\n\t")]  # names stand in addresses
PATHS = {
    **dict.fromkeys(("summary_url", "notice_link", "Notification.url", "Act.url"), "/"),
    "path": "/resources/",
    **dict.fromkeys(("Source.url", "address"), "https://a.example/"),
}
OWN = 500_000
LENGTHS = (2900, 1900, 950, 450, 250)


def plant(world, folder):
    """The name of each column by its number. Fails for a column without a row that took an attack. In rows of the
    newcomer's own, who looks at what members see of each other, the number is `OWN` higher."""
    make_more_rows(world, folder)
    lift(connection, ["update"])
    columns, keys = given_columns(), dict(User.objects.values_list("username", "pk"))
    bare = [name for name, (mark, field) in columns.items() if not plant_column(field, mark, world.cast["newcomer"])]
    assert bare == [], f"No row took an attack there: make one in rows.py, or say why not in not_given.csv: {bare}"
    render_anew()
    call_anew(world, keys)
    put_into_states(world)
    return {mark: name for name, (mark, _field) in columns.items()}


def call_anew(world, keys):
    """Names stand in addresses."""
    names = dict(User.objects.values_list("pk", "username"))
    for route, kwargs in world.kwargs.items():
        if "username" in kwargs:
            world.kwargs[route] = {**kwargs, "username": names[keys[kwargs["username"]]]}


def plant_column(field, mark, newcomer):
    rows = enumerate(field.model._base_manager.order_by("pk"))
    return sum(plant_one(field, row, mark + OWN * is_of(row, newcomer), turn) for turn, row in list(rows))


def is_of(row, member):
    keys = [one.attname for one in row._meta.concrete_fields if one.related_model is User or one.primary_key]
    keys = [key for key in keys if key != row._meta.pk.attname or isinstance(row, User)]
    return any(getattr(row, key) == member.pk for key in keys)


def plant_one(field, row, mark, turn):
    """Whether it took one. Constraints of the database have a word on how long, and whether now."""
    value = getattr(row, field.name)
    for most in filter(None, (field.max_length, *LENGTHS)):
        words = words_for(field, value, mark=mark, turn=turn, key=row.pk, most=most)
        with suppress(IntegrityError), transaction.atomic():
            if words != value:
                put = sealed_for(row, field.name, words) if isinstance(field, SealedField) else words
                return field.model._base_manager.filter(pk=row.pk).update(**{field.name: put})
    return 0


def words_for(field, value, *, mark, turn, key, most):
    if isinstance(field, models.JSONField):
        return planted_in(value, mark, turn)
    if field.model is User and field.name == "username":
        return f"{attack(mark, turn=turn, most=most - 9, among=WITHOUT_STROKES)} {key}"
    if isinstance(field, models.EmailField):
        return f'"{attack(mark, turn=turn, most=60, among=WITHOUT_STROKES)}"{key}@members.example'
    if start := PATHS.get(field.name) or PATHS.get(f"{field.model.__name__}.{field.name}"):
        return start + attack(mark, turn=turn, most=most - 20)
    if field.unique:
        return f"{key} {attack(mark, turn=turn, most=most - 9)}"
    return attack(mark, turn=turn, most=most, between="\n\n" if isinstance(field, models.TextField) else " ")


def planted_in(value, mark, turn):
    """Every text of it. The names of its parts are ours; what is called `html` is made of a text."""
    if isinstance(value, dict):
        planted = {name: planted_in(part, mark, turn) for name, part in value.items()}
        return planted | {name: render_markdown(planted[name]) for name in ("html",) if name in planted}
    if isinstance(value, list):
        return [planted_in(part, mark, turn + place) for place, part in enumerate(value)]
    return attack(mark, turn=turn, most=2000) if isinstance(value, str) else value


def render_anew():
    """As when they are written."""
    for post in Post.objects.all():
        Post.objects.filter(pk=post.pk).update(body_html=html_of(post.body, post.answers))
    for message in Message.objects.select_related("room__group"):
        html = rendered(message.body, group=message.room.group)
        Message.objects.filter(pk=message.pk).update(body_html=html)
    for message in PrivateMessage.objects.all():
        PrivateMessage.objects.filter(pk=message.pk).update(body_html=render_markdown(message.body))
    for claim in Claim.objects.all():
        Claim.objects.filter(pk=claim.pk).update(html=render_markdown(claim.text))
