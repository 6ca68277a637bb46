"""Long work ends when its turn is over or its worker is asked to stop."""

from celery.signals import worker_shutting_down

from community.core.turns import Turn


def test_a_turn_ends_by_itself():
    assert Turn().goes_on()
    assert not Turn(seconds=0).goes_on()


def test_a_worker_that_is_asked_to_stop_ends_every_turn(monkeypatch):
    monkeypatch.setattr(Turn, "stopping", False)  # and so again after this test
    turn = Turn()

    worker_shutting_down.send(sender="worker", sig="SIGTERM", how="Warm", exitcode=0)

    assert not turn.goes_on()
    assert not Turn().goes_on()
