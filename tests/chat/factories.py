"""Rooms and what is said in them."""

from datetime import timedelta
from uuid import uuid4

from community.chat import actions
from community.chat.models import Room
from community.groups.models import Membership
from tests.factories import NOON, join, make_user


def make_room(group, slug="quiet-corner", **fields):
    return Room.objects.create(group=group, slug=slug, **{"name": slug.replace("-", " ").capitalize(), **fields})


def make_message(room, author, body="Good morning.", now=NOON, **how):
    return actions.send_message(room=room, author=author, body=body, client_id=uuid4(), now=now, **how)


def make_host(group, name="Hal"):
    host = make_user(name)
    join(group, host, role=Membership.Role.HOST)
    return host


def make_newcomer(group, name="Nia", **fields):
    newcomer = make_user(name, date_joined=NOON - timedelta(hours=1), **fields)
    join(group, newcomer)
    return newcomer
