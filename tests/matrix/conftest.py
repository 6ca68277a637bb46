import pytest

from tests.matrix.standing import signed_in, standing_world
from tests.matrix.world import NOW


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once."""
    with standing_world(django_db_blocker, tmp_path_factory.mktemp("resources")) as world:
        yield world


@pytest.fixture(autouse=True)
def time_stays(request):
    """Each row is asked about in the moment in which the world was made."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world").clock.move_to(NOW)


@pytest.fixture(scope="module")
def clients(world):
    return signed_in(world)
