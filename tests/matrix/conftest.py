import pytest

from tests.matrix.standing import signed_in, standing_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once."""
    with standing_world(django_db_blocker, tmp_path_factory.mktemp("resources")) as world:
        yield world


@pytest.fixture(scope="module")
def clients(world):
    return signed_in(world)
