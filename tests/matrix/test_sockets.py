"""The live side of ways.csv. A file of its own: these sockets read a database in which nothing else is going on."""

import pytest

from tests.matrix.sockets import SOCKET_ASKS, socket_answer, sockets_world
from tests.matrix.table import read_ways, way_line
from tests.matrix.ways import ROLES


@pytest.mark.django_db(transaction=True)
async def test_every_socket_opens_for_whom_the_row_says():
    table, world = read_ways(), await sockets_world()
    found = {key: {role: await socket_answer(world, key, role) for role in ROLES} for key in SOCKET_ASKS}
    wrong = [way_line(key, cells) for key, cells in found.items() if table.get(key) != cells]

    assert wrong == [], "\n".join(["If this is right, it belongs into ways.csv:", *wrong])
