"""Rooms and what is said in them."""

from uuid import uuid4

from community.chat import actions
from community.chat.models import Room
from tests.factories import NOON


def make_room(group, slug="quiet-corner", **fields):
    return Room.objects.create(group=group, slug=slug, **{"name": slug.replace("-", " ").capitalize(), **fields})


def make_message(room, author, body="Good morning.", now=NOON, **how):
    return actions.send_message(room=room, author=author, body=body, client_id=uuid4(), now=now, **how)
