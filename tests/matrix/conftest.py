import pytest
import time_machine
from django.db import transaction
from django.test import Client

from tests.matrix.world import NOW, ROLES, World
from tests.resources.factories import load_articles, make_folder


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once. Nothing that a test does in it stays."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=True), transaction.atomic():
        load_articles(make_folder(tmp_path_factory.mktemp("resources")), 1)
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world):
    """Signed in once, by role."""
    found = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, client in found.items():
        if world.cast[role].pk is not None:
            client.force_login(world.cast[role])
    return found
