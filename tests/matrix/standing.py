"""The world for as long as somebody looks at it."""

from contextlib import contextmanager

import time_machine
from django.db import transaction
from django.test import Client

from tests.matrix.world import NOW, ROLES, World
from tests.resources.factories import load_articles, make_folder


@contextmanager
def standing_world(blocker, folder):
    """Nothing that is done in it stays. `clock` can be set back: what may be undone for ten minutes is asked about
    by thousands of requests."""
    with blocker.unblock(), time_machine.travel(NOW, tick=True) as clock, transaction.atomic():
        load_articles(make_folder(folder), 1)
        world = World()
        world.clock = clock
        yield world
        transaction.set_rollback(True)


def signed_in(world, roles=ROLES):
    return signed_in_as({role: world.cast[role] for role in roles})


def signed_in_as(cast):
    """Clients by role."""
    found = {role: Client(raise_request_exception=False) for role in cast}
    for role, client in found.items():
        if cast[role].pk is not None:
            client.force_login(cast[role])
    return found
