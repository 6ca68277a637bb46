"""Two more people, and a way to look at pages as any of them."""

import pytest

from community.accounts.models import User
from tests.factories import make_user


@pytest.fixture
def kim(db):
    return make_user("Kim")


@pytest.fixture
def root(db):
    """The operator, who may do everything in Django's admin."""
    return User.objects.create_superuser("Root", email="root@members.example")


@pytest.fixture
def as_member(client):
    def sign_in(member):
        client.force_login(member)
        return client

    return sign_in
