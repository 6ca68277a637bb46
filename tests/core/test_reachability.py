import errno
import socket

import pytest

from community.core.reachability import Unreachable, answers, claim_port, reach_broker, reach_database, why_not


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_port_in_use_is_named_with_another_to_choose(taken_port):
    with pytest.raises(Unreachable) as caught:
        claim_port("127.0.0.1", taken_port)

    assert str(caught.value) == f"Port {taken_port} is in use. Choose another: PORT={taken_port + 1} make run"


def test_free_port_is_left_free(taken_port):
    claim_port("127.0.0.1", 0)


def test_impossible_port_is_named():
    with pytest.raises(Unreachable, match="PORT: 99999 is not a port"):
        claim_port("127.0.0.1", 99999)


def test_foreign_address_is_named():
    with pytest.raises(Unreachable, match=r"HOST: 192\.0\.2\.7 is not an address of this machine"):
        claim_port("192.0.2.7", 8000)


def test_port_for_administrators_is_named():
    assert why_not("127.0.0.1", 80, PermissionError(errno.EACCES, "no")).startswith("Port 80 needs more rights")


def test_services_of_this_run_are_reachable(db):
    reach_database()
    reach_broker()


def test_silent_port_does_not_answer():
    with socket.socket() as bound:  # taken, so that nobody else listens there, and not listening
        bound.bind(("127.0.0.1", 0))

        assert not answers("127.0.0.1", bound.getsockname()[1])
